//! Async runtimes.

pub fn of_tokio() {
    let _ = tokio::runtime::Runtime::new(); // tokio::runtime::Runtime::new
    let mut builder = tokio::runtime::Builder::new_multi_thread(); // tokio::runtime::Builder::new_multi_thread
    if let Ok(runtime) = builder.build() {
        runtime.spawn(async {}); // tokio::runtime::Runtime::spawn
        runtime.spawn_blocking(|| ()); // tokio::runtime::Runtime::spawn_blocking
        runtime.handle().spawn(async {}); // tokio::runtime::Handle::spawn
    }
    tokio::spawn(async {}); // tokio::spawn
    tokio::task::spawn(async {}); // tokio::spawn
    tokio::task::spawn_blocking(|| ()); // tokio::task::spawn_blocking
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(async {}); // tokio::task::JoinSet::spawn
    tasks.spawn_blocking(|| ()); // tokio::task::JoinSet::spawn_blocking
    let _ = tokio::process::Command::new("a").spawn(); // tokio::process::Command::spawn
}

pub fn of_others() {
    async_std::task::spawn(async {}); // async_std::task::spawn
    async_std::task::spawn_blocking(|| ()); // async_std::task::spawn_blocking
    let _ = async_std::task::Builder::new().spawn(async {}); // async_std::task::Builder::spawn
    smol::spawn(async {}).detach(); // smol::spawn
    smol::unblock(|| ()).detach(); // blocking::unblock
    blocking::unblock(|| ()).detach(); // blocking::unblock
    let _ = smol::process::Command::new("a").spawn(); // async_process::Command::spawn
    async_global_executor::spawn(async {}).detach(); // async_global_executor::spawn
    async_global_executor::spawn_blocking(|| ()).detach(); // async_global_executor::spawn_blocking
}

/// The one way that docs/api.md has.
pub fn what_is_no_way_out() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let _ = runtime.map(|runtime| runtime.block_on(async { tokio::join!(async {}, async {}) }));
    smol::block_on(async {});
}
