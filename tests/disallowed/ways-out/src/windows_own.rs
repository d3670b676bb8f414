//! Windows' own functions, by the two crates that have them.

use windows::System::Threading::{ThreadPool, WorkItemHandler};
use windows::Win32::System::Com::IServerSecurity;
use windows::Win32::System::Threading::ExitProcess;
use windows_sys::Win32::System::Threading::CreateThread;

pub fn by_windows(context: &IServerSecurity) {
    let _ = unsafe { windows::Win32::Security::RevertToSelf() }; // windows::Win32::Security::RevertToSelf
    let _ = unsafe { context.ImpersonateClient() }; // windows::Win32::System::Com::IServerSecurity::ImpersonateClient
    let _ = unsafe { context.RevertToSelf() }; // windows::Win32::System::Com::IServerSecurity::RevertToSelf
    let handler = WorkItemHandler::new(|_| Ok(()));
    let _ = ThreadPool::RunAsync(&handler); // windows::System::Threading::ThreadPool::RunAsync
    unsafe { ExitProcess(1) } // windows::Win32::System::Threading::ExitProcess
}

pub fn by_windows_sys() {
    let _by_name = CreateThread; // windows_sys::Win32::System::Threading::CreateThread
    let _ = unsafe { windows_sys::Win32::System::Com::CoRevertToSelf() }; // windows_sys::Win32::System::Com::CoRevertToSelf
    unsafe { windows_sys::Win32::System::Threading::ExitProcess(1) } // windows_sys::Win32::System::Threading::ExitProcess
}

pub fn what_is_no_way_out() {
    let _ = unsafe { windows_sys::Win32::System::Threading::GetCurrentThreadId() };
}
