//! Interrupts of Windows: Ctrl-C and Ctrl-Break, and a console that is closed, a session that ends, a shutdown. After
//! the last three Windows leaves a process a few seconds.

use std::future::poll_fn;
use std::io;
use std::process;
use std::sync::mpsc;
use std::task::Poll;
use std::thread;

use tokio::runtime;
use tokio::signal::windows;

/// What Windows calls the end of a process by Ctrl-C: `STATUS_CONTROL_C_EXIT`.
const CONTROL_C_EXIT: i32 = 0xC000_013A_u32.cast_signed();

/// Calls `asked` on its own thread for each of them.
///
/// # Errors
/// As the system reports them.
pub fn watch(asked: fn(i32)) -> io::Result<()> {
    let (ready, is_ready) = mpsc::channel();
    let forever = move || {
        let runtime = runtime::Builder::new_current_thread().build()?;
        runtime.block_on(async {
            let (mut c, mut closed) = (windows::ctrl_c()?, windows::ctrl_close()?);
            let (mut pause, mut logoff) = (windows::ctrl_break()?, windows::ctrl_logoff()?);
            let mut shutdown = windows::ctrl_shutdown()?;
            // Nobody waits for this any more only if the process ends.
            let _ = ready.send(());
            loop {
                poll_fn(|context| {
                    let came = [
                        c.poll_recv(context),
                        pause.poll_recv(context),
                        closed.poll_recv(context),
                        logoff.poll_recv(context),
                        shutdown.poll_recv(context),
                    ];
                    if came.iter().any(Poll::is_ready) {
                        Poll::Ready(())
                    } else {
                        Poll::Pending
                    }
                })
                .await;
                asked(CONTROL_C_EXIT);
            }
        })
    };
    let thread = thread::Builder::new().name("console".to_owned());
    let _thread: thread::JoinHandle<io::Result<()>> = thread.spawn(forever)?;
    // An interrupt that comes before is as one that came before the run.
    let _ = is_ready.recv();
    Ok(())
}

/// Ends the process with the status that tells a shell why.
#[expect(
    clippy::exit,
    reason = "there is nothing left to clean up, or the user does not want to wait"
)]
pub fn end(status: i32) {
    process::exit(status);
}
