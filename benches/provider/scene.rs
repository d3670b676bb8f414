//! The generated provider, the one in C++ and their host: built from this checkout, and run.

use std::path::{Path, PathBuf};
use std::process::Command;

use wmigen::cli::test::{TARGET, Tools, Wine};

use crate::support::{build_in_place, expected, mirror, succeed, target, tree};

/// The golden crate that is measured.
const CASE: &str = "disk";

/// g++ for Windows programs.
const COMPILER: &str = if cfg!(windows) {
    "g++"
} else {
    "x86_64-w64-mingw32-g++"
};

/// The generated provider and the host, ready to run.
pub struct Scene {
    /// Elsewhere than on Windows.
    wine: Option<Wine>,
    /// Where all is written to and built.
    home: PathBuf,
    /// Built as users build what they ship, and not as fast as can be.
    release: bool,
}

impl Scene {
    /// Builds the generated provider and the host.
    ///
    /// # Errors
    /// What is missing on this machine.
    pub fn build(release: bool) -> Result<Self, String> {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("provider");
        let crates = write(&home);
        let wine = if cfg!(windows) {
            None
        } else {
            Some(wine(&crates[0])?)
        };
        let scene = Self {
            wine,
            home,
            release,
        };
        for folder in &crates {
            let mut cargo = scene.cargo(folder);
            if release {
                cargo.arg("--release");
            }
            succeed(build_in_place(cargo.arg("--quiet"), folder));
        }
        Ok(scene)
    }

    /// The DLL of the generated provider.
    pub fn generated(&self) -> PathBuf {
        self.built("acme_storage.dll")
    }

    /// Builds the provider in C++, and gives its DLL.
    ///
    /// # Errors
    /// That there is no g++.
    pub fn cpp(&self) -> Result<PathBuf, String> {
        if Command::new(COMPILER).arg("--version").output().is_err() {
            return Err(format!("there is no {COMPILER}; scripts/setup installs it"));
        }
        let dll = self.built("cpp.dll");
        let mut compiler = Command::new(COMPILER);
        compiler
            .args(["-std=c++17", "-O2", "-Wall", "-Wextra", "-Werror"])
            .args(["-shared", "-static", "-s", "-o"])
            .arg(&dll)
            .arg(source("cpp/provider.cpp"))
            .args(["-lole32", "-loleaut32", "-lwbemuuid", "-luuid"]);
        succeed(&mut compiler);
        Ok(dll)
    }

    /// Runs the host, and gives the fields of each line that it prints.
    pub fn host(&self, verb: &str, dlls: &[&Path], arguments: &[&str]) -> Vec<Vec<String>> {
        let host = self.built("provider-host.exe");
        let mut command = match &self.wine {
            Some(wine) => wine.command(host),
            None => Command::new(host),
        };
        command.arg(verb);
        command.args(dlls.iter().map(|dll| self.as_windows_sees(dll)));
        let output = succeed(command.args(arguments));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
        said.lines().map(fields).collect()
    }

    fn cargo(&self, folder: &Path) -> Command {
        if let Some(wine) = &self.wine {
            return wine.cargo("build", folder);
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo.arg("build").current_dir(folder);
        cargo
    }

    fn built(&self, file: &str) -> PathBuf {
        let mut folder = target(&self.home.join(CASE));
        if self.wine.is_some() {
            folder.push(TARGET);
        }
        let profile = if self.release { "release" } else { "debug" };
        folder.join(profile).join(file)
    }

    /// A path, which Wine shows on a drive.
    fn as_windows_sees(&self, path: &Path) -> String {
        let path = path.display().to_string();
        match self.wine {
            Some(_) => format!("Z:{}", path.replace('/', "\\")),
            None => path,
        }
    }
}

/// Writes both crates, and gives their folders.
pub fn write(home: &Path) -> [PathBuf; 2] {
    [write_provider(home), write_host(home)]
}

/// The golden crate with templates and rows of this checkout.
fn write_provider(home: &Path) -> PathBuf {
    let folder = home.join(CASE);
    let mut files = expected(CASE);
    files.extend(tree(&source("rust")));
    mirror(&files, &folder);
    folder
}

/// The host, with the small WMI core.
fn write_host(home: &Path) -> PathBuf {
    let folder = home.join("host");
    let mut files = tree(&source("host"));
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/tests/wmi_core");
    let core = tree(&core).into_iter();
    files.extend(core.map(|(path, text)| (format!("src/wmi_core/{path}"), text)));
    mirror(&files, &folder);
    folder
}

fn source(path: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/provider");
    folder.join(path)
}

/// Wine, in a prefix of its own.
fn wine(folder: &Path) -> Result<Wine, String> {
    let tools = Tools::find(folder).map_err(|error| error.to_string())?;
    let tools = tools.map_err(|missing| {
        let missing: Vec<&str> = missing.iter().map(|part| part.what()).collect();
        format!("missing: {}; scripts/setup installs it", missing.join(", "))
    })?;
    Wine::prepare(&tools, &target(folder).join("wmigen-wine")).map_err(|error| format!("{error:#}"))
}
