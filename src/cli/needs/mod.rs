//! What wmigen and its crates need of a machine: how each thing is found, and how it is got on the systems that people have.

mod look;
mod system;

use std::fmt::Write as _;

pub use look::{Found, LINKER, Machine, TARGET, has_standard_library, on};
pub use system::System;

/// One thing that a machine has or lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The compiler and cargo.
    Rust,
    /// Rust's standard library for Windows programs.
    Target,
    /// mingw-w64, which links them.
    Linker,
    /// Wine, which runs them.
    Wine,
    /// What links programs on Windows.
    BuildTools,
    /// What loads MOF into WMI.
    Mofcomp,
    /// What formats Rust.
    Rustfmt,
    /// What lints it.
    Clippy,
    /// What keeps versions.
    Git,
}

/// What is said of a need.
#[derive(Debug)]
pub struct Row {
    /// Its name for programs.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// What it is for.
    pub purpose: &'static str,
    /// Whether a provider cannot be built and tested without it.
    pub is_needed: bool,
    /// Where it is of any use.
    place: Place,
    /// Where to get it: a system and its command, the best first.
    pub sources: &'static [(System, &'static str)],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anywhere,
    Windows,
    /// Where Windows programs are foreign.
    Elsewhere,
}

/// All of them, in the order in which one gets them.
const ALL: [Need; 9] = [
    Need::Rust,
    Need::Target,
    Need::Linker,
    Need::Wine,
    Need::BuildTools,
    Need::Mofcomp,
    Need::Rustfmt,
    Need::Clippy,
    Need::Git,
];

impl Need {
    /// Those of a machine, which is a Windows or is not.
    pub fn of(windows: bool) -> impl Iterator<Item = Self> {
        ALL.into_iter().filter(move |need| match need.row().place {
            Place::Anywhere => true,
            Place::Windows => windows,
            Place::Elsewhere => !windows,
        })
    }

    /// The command by which this system gets it; none if nobody knows one.
    pub fn command(self, system: Option<System>, has_rustup: bool) -> Option<&'static str> {
        let works = |(of, _): &&(System, &str)| match of {
            System::Rustup => has_rustup,
            System::Unix => cfg!(unix),
            of => Some(*of) == system,
        };
        self.row()
            .sources
            .iter()
            .find(works)
            .map(|(_, command)| *command)
    }

    /// What it is.
    pub fn what(self) -> &'static str {
        self.row().what
    }

    /// What is said of it.
    pub fn row(self) -> &'static Row {
        match self {
            Self::Rust => &RUST,
            Self::Target => &Row {
                name: "windows-target",
                what: "Rust's standard library for x86_64-pc-windows-gnu",
                purpose: "`wmigen test` builds for Windows with it",
                is_needed: true,
                place: Place::Elsewhere,
                sources: &[(System::Rustup, "rustup target add x86_64-pc-windows-gnu")],
            },
            Self::Linker => &LINKER_ROW,
            Self::Wine => &WINE,
            Self::BuildTools => &BUILD_TOOLS,
            Self::Mofcomp => &Row {
                name: "mofcomp",
                what: "mofcomp, WMI's compiler of MOF, which is part of Windows",
                purpose: "`install.ps1` of a crate registers the provider with it",
                is_needed: true,
                place: Place::Windows,
                sources: &[],
            },
            Self::Rustfmt => &Row {
                name: "rustfmt",
                what: "rustfmt",
                purpose: "a crate's own workflow formats with it",
                is_needed: false,
                place: Place::Anywhere,
                sources: &[
                    (System::Rustup, "rustup component add rustfmt"),
                    (System::Debian, "sudo apt install rustfmt"),
                    (System::Fedora, "sudo dnf install rustfmt"),
                ],
            },
            Self::Clippy => &Row {
                name: "clippy",
                what: "clippy",
                purpose: "it refuses calls that a crate's `clippy.toml` disallows",
                is_needed: false,
                place: Place::Anywhere,
                sources: &[
                    (System::Rustup, "rustup component add clippy"),
                    (System::Debian, "sudo apt install rust-clippy"),
                    (System::Fedora, "sudo dnf install clippy"),
                ],
            },
            Self::Git => &GIT,
        }
    }
}

const RUST: Row = Row {
    name: "rust",
    what: concat!(
        "Rust ",
        env!("CARGO_PKG_RUST_VERSION"),
        " or later (the programs rustc and cargo)"
    ),
    purpose: "a provider is built with it",
    is_needed: true,
    place: Place::Anywhere,
    sources: &[
        (System::Rustup, "rustup update stable"),
        (
            System::Arch,
            "sudo pacman -S rustup && rustup default stable",
        ),
        (
            System::MacOs,
            "brew install rustup && rustup default stable",
        ),
        (System::Windows, "winget install Rustlang.Rustup"),
        (
            System::Unix,
            "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y",
        ),
    ],
};

const LINKER_ROW: Row = Row {
    name: "windows-linker",
    what: "the linker x86_64-w64-mingw32-gcc",
    purpose: "`wmigen test` links for Windows with it",
    is_needed: true,
    place: Place::Elsewhere,
    sources: &[
        (System::Debian, "sudo apt install gcc-mingw-w64-x86-64"),
        (System::Fedora, "sudo dnf install mingw64-gcc"),
        (System::Arch, "sudo pacman -S mingw-w64-gcc"),
        (System::MacOs, "brew install mingw-w64"),
    ],
};

const WINE: Row = Row {
    name: "wine",
    what: "Wine (the programs wine and wineserver)",
    purpose: "`wmigen test` runs the provider with it",
    is_needed: true,
    place: Place::Elsewhere,
    sources: &[
        (System::Debian, "sudo apt install wine wine64"),
        (System::Fedora, "sudo dnf install wine"),
        (System::Arch, "sudo pacman -S wine"),
        (System::MacOs, "brew install --cask wine-stable"),
    ],
};

const BUILD_TOOLS: Row = Row {
    name: "build-tools",
    what: "the linker of Visual Studio's C++ build tools",
    purpose: "Rust for MSVC links with it",
    is_needed: true,
    place: Place::Windows,
    sources: &[(
        System::Windows,
        "winget install Microsoft.VisualStudio.2022.BuildTools --override \"--passive --wait \
         --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended\"",
    )],
};

const GIT: Row = Row {
    name: "git",
    what: "git",
    purpose: "`wmigen new` makes a repository with it",
    is_needed: false,
    place: Place::Anywhere,
    sources: &[
        (System::Debian, "sudo apt install git"),
        (System::Fedora, "sudo dnf install git"),
        (System::Arch, "sudo pacman -S git"),
        (System::MacOs, "brew install git"),
        (System::Windows, "winget install Git.Git"),
    ],
};

/// A list of all that is missing, each with its commands.
pub fn how_to_get(missing: &[Need]) -> String {
    let mut out = String::new();
    for need in missing {
        // Writing to a `String` cannot fail.
        let _ = writeln!(out, "\n  missing: {}", need.what());
        for (system, command) in need.row().sources {
            let _ = writeln!(out, "    {:<16} {command}", format!("{}:", system.name()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_need_has_a_name_of_its_own_and_a_place() {
        let names: BTreeSet<_> = ALL.iter().map(|need| need.row().name).collect();
        assert_eq!(names.len(), ALL.len());
        let everywhere: Vec<_> = Need::of(true).chain(Need::of(false)).collect();
        assert!(ALL.iter().all(|need| everywhere.contains(need)));
        assert!(Need::of(true).all(|need| need != Need::Wine));
        assert!(Need::of(false).all(|need| need != Need::Mofcomp));
    }

    #[test]
    fn the_version_of_rust_is_that_of_the_crates() {
        let manifest = include_str!("../../../templates/Cargo.toml.hbs");
        let version = format!("rust-version = \"{}\"\n", env!("CARGO_PKG_RUST_VERSION"));
        assert!(manifest.contains(&version), "{version}");
    }

    #[test]
    fn a_system_gets_its_own_command_and_rustup_goes_first() {
        let debian = Some(System::Debian);
        assert_eq!(
            Need::Clippy.command(debian, true),
            Some("rustup component add clippy")
        );
        assert_eq!(
            Need::Clippy.command(debian, false),
            Some("sudo apt install rust-clippy")
        );
        assert_eq!(
            Need::Wine.command(Some(System::Arch), true),
            Some("sudo pacman -S wine")
        );
        assert_eq!(Need::Wine.command(None, true), None);
        assert_eq!(Need::Target.command(debian, false), None);
        let rust = Need::Rust.command(Some(System::Windows), false);
        assert_eq!(rust, Some("winget install Rustlang.Rustup"));
    }
}
