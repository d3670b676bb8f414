//! How to get what the tests for Windows need, on the systems that people have.

use std::fmt::Write;

/// One thing that is not on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Rust's standard library for Windows programs.
    Target,
    /// mingw-w64, which links them.
    Linker,
    /// Wine, which runs them.
    Wine,
}

impl Missing {
    /// What it is.
    pub fn what(self) -> &'static str {
        match self {
            Self::Target => "Rust's standard library for x86_64-pc-windows-gnu",
            Self::Linker => "the linker x86_64-w64-mingw32-gcc",
            Self::Wine => "Wine (the programs wine and wineserver)",
        }
    }

    /// Where to get it: a system and its command.
    pub fn sources(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Target => &[("with rustup", "rustup target add x86_64-pc-windows-gnu")],
            Self::Linker => &[
                ("Debian, Ubuntu", "sudo apt install gcc-mingw-w64-x86-64"),
                ("Fedora", "sudo dnf install mingw64-gcc"),
                ("Arch", "sudo pacman -S mingw-w64-gcc"),
                ("macOS", "brew install mingw-w64"),
            ],
            Self::Wine => &[
                ("Debian, Ubuntu", "sudo apt install wine wine64"),
                ("Fedora", "sudo dnf install wine"),
                ("Arch", "sudo pacman -S wine"),
                ("macOS", "brew install --cask wine-stable"),
            ],
        }
    }
}

/// A list of all that is missing, each with its commands.
pub(super) fn how_to_get(missing: &[Missing]) -> String {
    let mut out = String::new();
    for part in missing {
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "\n  missing: {}", part.what());
        for (system, command) in part.sources() {
            let _ = writeln!(out, "    {:<16} {command}", format!("{system}:"));
        }
    }
    out
}
