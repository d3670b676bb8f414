//! Pools.

use rayon::prelude::*;

pub fn of_rayon(texts: &mut Vec<String>) {
    rayon::spawn(|| ()); // rayon::spawn
    rayon::join(|| (), || ()); // rayon::join
    rayon::scope(|_| ()); // rayon::scope
    let _ = rayon::ThreadPoolBuilder::new().build(); // rayon::ThreadPoolBuilder::build
    let _ = rayon::ThreadPoolBuilder::new().build_global(); // rayon::ThreadPoolBuilder::build_global
    let _ = texts.par_iter().count(); // rayon::iter::IntoParallelRefIterator::par_iter
    texts.par_iter_mut().for_each(String::clear); // rayon::iter::IntoParallelRefMutIterator::par_iter_mut
    let _ = (0..9).into_par_iter().max(); // rayon::iter::IntoParallelIterator::into_par_iter
    let _ = texts.iter().par_bridge().count(); // rayon::iter::ParallelBridge::par_bridge
    let _ = texts.par_chunks(2).count(); // rayon::slice::ParallelSlice::par_chunks
    texts.par_sort_unstable(); // rayon::slice::ParallelSliceMut::par_sort_unstable
    let _ = "a\nb".par_lines().count(); // rayon::str::ParallelString::par_lines
    texts.par_extend(vec![String::new()]); // rayon::iter::ParallelExtend::par_extend
    let _ = texts.par_drain(..1).count(); // rayon::iter::ParallelDrainRange::par_drain
}

pub fn of_others() {
    let pool = threadpool::ThreadPool::new(1);
    pool.execute(|| ()); // threadpool::ThreadPool::execute
    let _ = crossbeam_utils::thread::scope(|scope| {
        scope.spawn(|_| ()); // crossbeam_utils::thread::Scope::spawn
        let _ = scope.builder().spawn(|_| ()); // crossbeam_utils::thread::ScopedThreadBuilder::spawn
    });
    let _ = futures::executor::ThreadPool::new(); // futures_executor::ThreadPool::new
    let mut builder = futures::executor::ThreadPool::builder();
    let pool = builder.create(); // futures_executor::ThreadPoolBuilder::create
    if let Ok(pool) = pool {
        pool.spawn_ok(async {}); // futures_executor::ThreadPool::spawn_ok
    }
    windows_threading::submit(|| ()); // windows_threading::submit
    windows_threading::for_each([1].iter(), |_| ()); // windows_threading::for_each
}

pub fn what_is_no_way_out() {
    let _ = rayon::current_num_threads();
    futures::executor::block_on(async {});
}
