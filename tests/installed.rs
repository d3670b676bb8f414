//! A finished DLL's life as an installed provider: registered by its own `DllRegisterServer`, activated by its CLSID,
//! initialised, enumerated, released, unloaded by COM, unregistered; and nothing of it is left.
//!
//! The program in `tests/installed` does it, one process a step, in a Windows of this test's own: a fresh Wine prefix.
//! On Windows itself there is but the one, and the test needs an administrator. Where it cannot run, it fails.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{cargo, copy, succeed, target};
use tempfile::TempDir;

/// The CLSID of the golden crate `disk`, without its braces.
#[cfg(not(windows))]
const CLSID: &str = "0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11";

#[test]
#[ignore = "needs Wine; scripts/test runs it"]
fn a_finished_dll_is_registered_serves_and_leaves_nothing_behind() {
    let windows = Windows::fresh();
    let provider = copy("disk", "installed");
    let target = target(&provider);
    let installation = Installation {
        program: built("installed.exe", &program_crate(), &target),
        dll: windows.install(&built("acme_storage.dll", &provider, &target)),
        windows: &windows,
    };
    assert_eq!(
        installation.run("register"),
        ["registered", "COM sees it, whoever asks"]
    );
    windows.check_registry(true);
    assert_eq!(
        installation.run("serve"),
        [
            "activated by its CLSID",
            "initialised",
            "Acme_Disk: enumerated for a client that it may act as",
            "Acme_Disk: denied to a client that it may only identify",
            "released, and nothing of WMI's kept",
            "DllCanUnloadNow: S_OK",
            "unloaded by COM",
        ]
    );
    assert_eq!(
        installation.run("unregister"),
        ["unregistered", "nothing is left in the registry"]
    );
    assert_eq!(installation.run("look-for"), ["COM knows no such class"]);
    windows.check_registry(false);
}

fn program_crate() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/installed")
}

/// What a release build of the crate in `folder` leaves in `target`.
fn built(name: &str, folder: &Path, target: &Path) -> PathBuf {
    let mut build = cargo(folder, &["build", "--quiet", "--release"]);
    let triple = Windows::TARGET.unwrap_or_default();
    if !triple.is_empty() {
        build.args(["--target", triple]);
    }
    succeed(build.env("CARGO_TARGET_DIR", target));
    target.join(triple).join("release").join(name)
}

/// The DLL where it was installed, and the program that does something with it.
struct Installation<'w> {
    program: PathBuf,
    dll: String,
    windows: &'w Windows,
}

impl Installation<'_> {
    /// The lines that a step prints, which must succeed.
    fn run(&self, step: &str) -> Vec<String> {
        let output = succeed(&mut self.command(step));
        let said = String::from_utf8(output.stdout).unwrap();
        said.lines().map(str::to_owned).collect()
    }

    fn command(&self, step: &str) -> Command {
        let mut command = self.windows.command(&self.program);
        command.args([step, &self.dll]);
        command
    }
}

impl Drop for Installation<'_> {
    /// A step that has failed must not leave the class in a registry that is used for other things.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _: Option<Output> = self.command("unregister").output().ok();
        }
    }
}

/// Copies the DLL to a folder below `folder` as users have them, with a space in its name.
fn install(dll: &Path, folder: &Path) -> PathBuf {
    let folder = folder.join("Acme Storage");
    fs::create_dir_all(&folder).unwrap();
    let installed = folder.join(dll.file_name().unwrap());
    fs::copy(dll, &installed).unwrap();
    installed
}

/// The Windows that runs this test.
#[cfg(windows)]
struct Windows(TempDir);

#[cfg(windows)]
#[allow(
    clippy::unused_self,
    reason = "elsewhere there is more than one Windows"
)]
impl Windows {
    /// What cargo builds for by itself.
    const TARGET: Option<&str> = None;

    fn fresh() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn command(&self, program: &Path) -> Command {
        Command::new(program)
    }

    fn install(&self, dll: &Path) -> String {
        let installed = install(dll, self.0.path());
        installed.to_str().unwrap().to_owned()
    }

    /// The program has looked where COM looks. The rest of a machine's registry is too much, and not ours to read.
    fn check_registry(&self, _registered: bool) {}
}

/// A Windows that was made for this test, and ends with it.
#[cfg(not(windows))]
struct Windows {
    _home: TempDir,
    wine: wmigen::cli::test::Wine,
    wineserver: PathBuf,
}

#[cfg(not(windows))]
impl Windows {
    const TARGET: Option<&str> = Some(wmigen::cli::test::TARGET);

    fn fresh() -> Self {
        use wmigen::cli::test::{Tools, Wine};
        let tools = match Tools::find(&program_crate()).unwrap() {
            Ok(tools) => tools,
            Err(missing) => {
                let missing: Vec<_> = missing.iter().map(|part| part.what()).collect();
                panic!("this test needs {}", missing.join(", and "));
            }
        };
        let home = tempfile::tempdir().unwrap();
        let wine = Wine::prepare(&tools, home.path()).unwrap();
        Self {
            _home: home,
            wine,
            wineserver: tools.wineserver,
        }
    }

    fn command(&self, program: &Path) -> Command {
        self.wine.command(program)
    }

    /// Copies the DLL to the disk of this Windows, and gives the path that it has there.
    fn install(&self, dll: &Path) -> String {
        let programs = self.wine.system32().join("../../Program Files");
        install(dll, &programs);
        let name = dll.file_name().unwrap().to_str().unwrap();
        format!(r"C:\Program Files\Acme Storage\{name}")
    }

    /// Whether the CLSID is anywhere in the whole registry, as it is on the disk.
    fn check_registry(&self, registered: bool) {
        // It is written when Wine ends.
        self.end();
        let has_it = |hive: &str| {
            let file = self.wine.system32().join("../../..").join(hive);
            let text = fs::read(file).unwrap();
            String::from_utf8_lossy(&text)
                .to_ascii_lowercase()
                .contains(CLSID)
        };
        assert_eq!(has_it("system.reg"), registered, "the machine's registry");
        assert!(!has_it("user.reg"), "the user's registry");
        assert!(!has_it("userdef.reg"), "the registry of new users");
    }

    /// Ends all that runs there; the next program starts Wine again.
    fn end(&self) {
        self.wineserver("-k");
        self.wineserver("-w");
    }

    fn wineserver(&self, argument: &str) {
        let mut command = Command::new(&self.wineserver);
        self.wine.set_environment(command.arg(argument));
        // `-k` fails where nothing runs any more.
        let _: Option<Output> = command.output().ok();
    }
}

#[cfg(not(windows))]
impl Drop for Windows {
    /// Nothing may run in the folder when it goes.
    fn drop(&mut self) {
        self.end();
    }
}
