//! The systems whose packages wmigen knows.

use std::fs;

/// A system with a command of its own for getting a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// No system, but there on many of them.
    Rustup,
    /// Debian, Ubuntu, and what is made of them.
    Debian,
    /// Fedora, and what is made of it.
    Fedora,
    /// Arch, and what is made of it.
    Arch,
    /// macOS with Homebrew.
    MacOs,
    /// Windows.
    Windows,
    /// Any but Windows.
    Unix,
}

impl System {
    /// Its name in a list of commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rustup => "with rustup",
            Self::Debian => "Debian, Ubuntu",
            Self::Fedora => "Fedora",
            Self::Arch => "Arch",
            Self::MacOs => "macOS",
            Self::Windows => "Windows",
            Self::Unix => "other systems",
        }
    }

    /// This machine's; none if its packages are not known.
    pub fn here() -> Option<Self> {
        if cfg!(windows) {
            return Some(Self::Windows);
        }
        if cfg!(target_os = "macos") {
            return Some(Self::MacOs);
        }
        let release = fs::read_to_string("/etc/os-release").ok()?;
        Self::of_release(&release)
    }

    /// That of a machine whose `os-release` has this text: its own name, or one that it says it is like.
    fn of_release(release: &str) -> Option<Self> {
        let value = |key: &str| {
            let mut lines = release.lines();
            let value = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix('='))?;
            Some(value.trim().trim_matches(['"', '\'']))
        };
        let like = value("ID_LIKE").unwrap_or_default().split_whitespace();
        value("ID").into_iter().chain(like).find_map(|id| match id {
            "debian" | "ubuntu" => Some(Self::Debian),
            "fedora" | "rhel" | "centos" => Some(Self::Fedora),
            "arch" => Some(Self::Arch),
            _ => None,
        })
    }

    /// `command` with what keeps it from asking: who is asked by wmigen is not asked twice.
    pub fn unattended(command: &str) -> String {
        let command = command.replace("apt install ", "apt install -y ");
        let command = command.replace("dnf install ", "dnf install -y ");
        let command = command.replace("pacman -S ", "pacman -S --noconfirm ");
        command.replace(
            "winget install ",
            "winget install --accept-package-agreements --accept-source-agreements ",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_known_by_its_name_or_its_kin() {
        for (release, system) in [
            (
                "NAME=\"Debian GNU/Linux\"\nID=debian\n",
                Some(System::Debian),
            ),
            (
                "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n",
                Some(System::Debian),
            ),
            (
                "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n",
                Some(System::Fedora),
            ),
            ("ID=arch\n", Some(System::Arch)),
            ("ID=alpine\n", None),
            ("VERSION_ID=debian\n", None),
            ("", None),
        ] {
            assert_eq!(System::of_release(release), system, "{release}");
        }
    }

    #[test]
    fn a_command_that_would_ask_does_not() {
        for (command, unattended) in [
            ("sudo apt install wine", "sudo apt install -y wine"),
            ("sudo dnf install wine", "sudo dnf install -y wine"),
            (
                "sudo pacman -S rustup && rustup default stable",
                "sudo pacman -S --noconfirm rustup && rustup default stable",
            ),
            ("brew install git", "brew install git"),
        ] {
            assert_eq!(System::unattended(command), unattended);
        }
    }
}
