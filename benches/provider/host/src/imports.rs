//! Counts how often a DLL calls each function that it imports.
//!
//! Every call that a DLL makes into the system goes through its import table. Each entry there is replaced by a few
//! instructions that count and jump to the function. That is exact, the same with Wine as on Windows, and asks nothing of the
//! DLL. It would miss a function whose address the DLL asks for by its name, with GetProcAddress: this shows as a call of that.

use std::ffi::{CStr, c_char, c_void};
use std::ptr::null;
use std::sync::atomic::{AtomicU64, Ordering};

use windows_core::BOOL;

use crate::dll::Dll;

windows_core::link!("kernel32.dll" "system" fn VirtualAlloc(address: *const c_void, size: usize, how: u32, protection: u32) -> *mut u8);
windows_core::link!("kernel32.dll" "system" fn VirtualProtect(address: *const c_void, size: usize, protection: u32, before: *mut u32) -> BOOL);

const MEM_COMMIT_AND_RESERVE: u32 = 0x3000;
const PAGE_READWRITE: u32 = 0x04;
const PAGE_EXECUTE_READWRITE: u32 = 0x40;

/// `mov rax, counter; lock inc qword [rax]; mov rax, function; jmp rax`. No convention of x86-64 Windows passes
/// anything in rax.
const COUNTING: [u8; 26] = [
    0x48, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0, 0x48, 0xFF, 0x00, 0x48, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0,
    0xFF, 0xE0,
];
const SIZE: usize = 32;

/// The functions that a DLL imports, with how often each was called.
pub struct Imports(Vec<(String, &'static AtomicU64)>);

impl Imports {
    /// Counts from now on, until the process ends.
    pub fn count(dll: &Dll) -> Self {
        let table = imported(dll.base());
        // SAFETY: asks for new memory.
        let code = unsafe {
            VirtualAlloc(
                null(),
                SIZE * table.len(),
                MEM_COMMIT_AND_RESERVE,
                PAGE_EXECUTE_READWRITE,
            )
        };
        assert!(!code.is_null(), "no memory for code");
        let counted = table.into_iter().enumerate().map(|(index, import)| {
            let counter: &'static AtomicU64 = Box::leak(Box::default());
            // SAFETY: the memory has `SIZE` bytes for each of the imports, and is never freed.
            unsafe { replace(import.entry, counter, code.add(SIZE * index)) };
            (import.name, counter)
        });
        Self(counted.collect())
    }

    /// Each function that was called since the last time, with how often.
    pub fn take(&self) -> Vec<(&str, u64)> {
        let taken = self.0.iter().map(|(name, counter)| {
            let count = counter.swap(0, Ordering::SeqCst);
            (name.as_str(), count)
        });
        taken.filter(|(_, count)| *count > 0).collect()
    }
}

struct Import {
    name: String,
    entry: *mut usize,
}

/// The import table of a loaded image. Left out is what the C runtime exports: it has data among its functions.
fn imported(base: *mut u8) -> Vec<Import> {
    const NEW_HEADER: usize = 0x3C;
    const IMPORT_DIRECTORY: usize = 24 + 112 + 8;
    const DESCRIPTOR: usize = 20;
    const BY_ORDINAL: usize = 1 << 63;
    let mut table = Vec::new();
    // SAFETY: a loaded image of PE32+ has all of this at these places, and stays loaded.
    unsafe {
        let rva = |at: *const u8| at.cast::<u32>().read_unaligned() as usize;
        let header = base.add(rva(base.add(NEW_HEADER)));
        let mut descriptor = base.add(rva(header.add(IMPORT_DIRECTORY)));
        while rva(descriptor.add(12)) != 0 {
            let module = text(base.add(rva(descriptor.add(12))));
            let mut names = base.add(rva(descriptor)).cast::<usize>();
            let mut entry = base.add(rva(descriptor.add(16))).cast::<usize>();
            descriptor = descriptor.add(DESCRIPTOR);
            if is_c_runtime(&module) {
                continue;
            }
            while *names != 0 {
                let name = if *names & BY_ORDINAL == 0 {
                    text(base.add(*names + 2))
                } else {
                    format!("{module}#{}", *names & !BY_ORDINAL)
                };
                table.push(Import { name, entry });
                (names, entry) = (names.add(1), entry.add(1));
            }
        }
    }
    table
}

fn is_c_runtime(module: &str) -> bool {
    let module = module.to_ascii_lowercase();
    ["msvcrt", "ucrtbase", "vcruntime", "api-ms-win-crt"]
        .iter()
        .any(|runtime| module.starts_with(runtime))
}

/// # Safety
/// `at` must be a string of an image that ends with a zero.
unsafe fn text(at: *const u8) -> String {
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(at.cast::<c_char>()) };
    text.to_string_lossy().into_owned()
}

/// Writes the counting code for an entry of an import table, and puts its address there.
///
/// # Safety
/// `entry` must be such an entry of a loaded image that no thread is running in, and `code` have `SIZE` bytes that may be
/// written and run for ever.
unsafe fn replace(entry: *mut usize, counter: &'static AtomicU64, code: *mut u8) {
    let mut protection = 0;
    // SAFETY: the caller's promise; the entry is made writable first.
    unsafe {
        let counter: *const AtomicU64 = counter;
        let mut counting = COUNTING;
        counting[2..10].copy_from_slice(&(counter as usize).to_le_bytes());
        counting[16..24].copy_from_slice(&entry.read().to_le_bytes());
        code.copy_from(counting.as_ptr(), counting.len());
        let writable = VirtualProtect(
            entry.cast(),
            size_of::<usize>(),
            PAGE_READWRITE,
            &mut protection,
        );
        assert!(writable.as_bool(), "an import table that cannot be written");
        entry.write(code as usize);
    }
}
