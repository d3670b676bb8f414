//! The places where a tool obeys a file by itself, so that to write it there is to run it.
//!
//! A further template makes a file there only if the spec names its path, and reviewers are told of it. All code of a crate
//! runs when somebody tests it, and scripts and a `Makefile` when somebody calls them: they are in the crate to be run, and are
//! no rows here. What is a row runs, or weakens a check, when somebody does something else: clones, commits, pushes, opens a
//! folder, or builds.

use crate::letters::folded;

/// A place, and what obeys it. A path that ends in `/` is a folder with all that is in it. Both stand in any folder: a part of
/// a repository may become the root of another one. A `*` at the start or the end of a file's name stands for anything.
pub const SENSITIVE: &[(&str, &str)] = &[
    // What cargo, rustup and their like read.
    ("build.rs", "cargo runs it whenever the crate is built"),
    (
        ".cargo/",
        "cargo runs what its configuration names in the place of compilers, linkers and tests",
    ),
    ("rust-toolchain", "rustup runs the compiler that it names"),
    (
        "rust-toolchain.toml",
        "rustup runs the compiler that it names",
    ),
    ("cargo.lock", "cargo builds what it names"),
    (
        ".clippy.toml",
        "clippy reads it before `clippy.toml`, which has the functions that escape the client's identity",
    ),
    (
        ".config/nextest.toml",
        "cargo-nextest runs its scripts before the tests",
    ),
    (
        "cross.toml",
        "cross runs the images and commands that it names",
    ),
    (
        "rust-analyzer.toml",
        "rust-analyzer runs the commands that it names",
    ),
    (
        ".rust-analyzer.toml",
        "rust-analyzer runs the commands that it names",
    ),
    (
        "directory.build.props",
        "MSBuild runs it with every project below it",
    ),
    (
        "directory.build.targets",
        "MSBuild runs it with every project below it",
    ),
    (
        "directory.build.rsp",
        "MSBuild obeys it with every project below it",
    ),
    (
        "directory.packages.props",
        "MSBuild runs it with every project below it",
    ),
    (
        "directory.solution.props",
        "MSBuild runs it with every solution below it",
    ),
    (
        "directory.solution.targets",
        "MSBuild runs it with every solution below it",
    ),
    ("nuget.config", "NuGet fetches packages from where it says"),
    ("global.json", "dotnet builds with what it names"),
    ("release.toml", "cargo-release runs its hooks"),
    // CI.
    (".github/workflows/", "GitHub runs it"),
    (".github/actions/", "workflows run it"),
    (
        ".github/dependabot.yml",
        "GitHub changes dependencies as it says",
    ),
    (
        ".github/dependabot.yaml",
        "GitHub changes dependencies as it says",
    ),
    ("codeowners", "it says who has to approve a change"),
    (".gitea/workflows/", "Gitea runs it"),
    (".forgejo/workflows/", "Forgejo runs it"),
    (".gitlab-ci.yml", "GitLab runs it"),
    (".gitlab/", "GitLab obeys it"),
    ("azure-pipelines.yml", "Azure Pipelines run it"),
    ("azure-pipelines.yaml", "Azure Pipelines run it"),
    (".azure-pipelines/", "Azure Pipelines run it"),
    (".azuredevops/", "Azure Pipelines run it"),
    (".circleci/", "CircleCI runs it"),
    (".travis.yml", "Travis CI runs it"),
    ("appveyor.yml", "AppVeyor runs it"),
    (".appveyor.yml", "AppVeyor runs it"),
    ("bitbucket-pipelines.yml", "Bitbucket runs it"),
    (".drone.yml", "Drone runs it"),
    (".drone.yaml", "Drone runs it"),
    (".drone.star", "Drone runs it"),
    (".drone.jsonnet", "Drone runs it"),
    (".woodpecker.yml", "Woodpecker runs it"),
    (".woodpecker.yaml", "Woodpecker runs it"),
    (".woodpecker/", "Woodpecker runs it"),
    (".buildkite/", "Buildkite runs it"),
    ("buildkite/", "Buildkite runs it"),
    ("buildkite.yml", "Buildkite runs it"),
    ("buildkite.yaml", "Buildkite runs it"),
    ("buildkite.json", "Buildkite runs it"),
    ("jenkinsfile", "Jenkins runs it"),
    (".cirrus.yml", "Cirrus CI runs it"),
    (".cirrus.yaml", "Cirrus CI runs it"),
    (".cirrus.star", "Cirrus CI runs it"),
    (".teamcity/", "TeamCity runs it"),
    (".semaphore/", "Semaphore runs it"),
    (".build.yml", "SourceHut runs it"),
    (".builds/", "SourceHut runs it"),
    ("cloudbuild.yaml", "Google Cloud Build runs it"),
    ("buildspec.yml", "AWS CodeBuild runs it"),
    (".tekton/", "Tekton runs it"),
    (".zuul.yaml", "Zuul runs it"),
    ("zuul.yaml", "Zuul runs it"),
    (".zuul.d/", "Zuul runs it"),
    ("zuul.d/", "Zuul runs it"),
    ("codefresh.yml", "Codefresh runs it"),
    ("codemagic.yaml", "Codemagic runs it"),
    ("bitrise.yml", "Bitrise runs it"),
    (".readthedocs.yaml", "Read the Docs runs it"),
    (".readthedocs.yml", "Read the Docs runs it"),
    ("netlify.toml", "Netlify runs it"),
    ("vercel.json", "Vercel runs it"),
    ("renovate.json*", "Renovate changes dependencies as it says"),
    (".renovaterc*", "Renovate changes dependencies as it says"),
    (".mergify.yml", "Mergify merges as it says"),
    (".mergify/", "Mergify merges as it says"),
    (".github/mergify.yml", "Mergify merges as it says"),
    (
        ".github/settings.yml",
        "a bot changes the repository's settings as it says",
    ),
    // git, and what runs when somebody commits.
    (".gitmodules", "git fetches what it names"),
    (".githooks/", "git may run it"),
    (".husky/", "git runs it with every commit"),
    (".cargo-husky/", "git runs it with every commit"),
    ("rusty-hook.toml", "git runs its commands with every commit"),
    (
        ".rusty-hook.toml",
        "git runs its commands with every commit",
    ),
    (
        ".pre-commit-config.yaml",
        "pre-commit runs what it names with every commit",
    ),
    (
        ".pre-commit-hooks.yaml",
        "pre-commit runs what it names with every commit",
    ),
    ("lefthook.*", "lefthook runs its commands with every commit"),
    (
        ".lefthook.*",
        "lefthook runs its commands with every commit",
    ),
    (
        "lefthook-local.*",
        "lefthook runs its commands with every commit",
    ),
    (
        ".lefthook-local.*",
        "lefthook runs its commands with every commit",
    ),
    (".lefthook/", "lefthook runs it with every commit"),
    (
        ".overcommit.yml",
        "overcommit runs its commands with every commit",
    ),
    (".lfsconfig", "git-lfs fetches from where it says"),
    ("hk.pkl", "hk runs its commands with every commit"),
    // Editors and shells.
    (".envrc", "direnv runs it when somebody enters the folder"),
    (
        ".mise.toml",
        "mise obeys it when somebody enters the folder",
    ),
    ("mise.toml", "mise obeys it when somebody enters the folder"),
    (".mise/", "mise obeys it when somebody enters the folder"),
    (
        ".vscode/",
        "Visual Studio Code runs its tasks and the programs that its settings name",
    ),
    (".idea/", "the IDEs of JetBrains run what it names"),
    (
        ".zed/",
        "Zed runs its tasks and the programs that its settings name",
    ),
    (".helix/", "Helix runs the programs that it names"),
    (".devcontainer/", "editors run it when they open the folder"),
    (
        ".devcontainer.json",
        "editors run it when they open the folder",
    ),
    (
        ".gitpod.yml",
        "Gitpod runs it when the repository is opened",
    ),
    (".exrc", "Vim obeys it when it is started in the folder"),
    (".vimrc", "Vim obeys it when it is started in the folder"),
    (
        ".nvim.lua",
        "Neovim runs it when it is started in the folder",
    ),
    (
        ".nvimrc",
        "Neovim obeys it when it is started in the folder",
    ),
    (
        ".dir-locals.el",
        "Emacs obeys it when it opens a file of the folder",
    ),
    (
        "desktop.ini",
        "Windows obeys it when somebody opens the folder",
    ),
    ("autorun.inf", "Windows obeys it on a medium"),
    ("*.scf", "Windows obeys it when somebody opens the folder"),
    ("*.url", "Windows obeys it when somebody opens the folder"),
    (
        "*.library-ms",
        "Windows obeys it when somebody opens the folder",
    ),
    (
        "*.searchconnector-ms",
        "Windows obeys it when somebody opens the folder",
    ),
    ("mise.*", "mise obeys it when somebody enters the folder"),
    (".mise.*", "mise obeys it when somebody enters the folder"),
    (
        "mise/config.toml",
        "mise obeys it when somebody enters the folder",
    ),
    (
        ".config/mise/",
        "mise obeys it when somebody enters the folder",
    ),
    (
        ".tool-versions",
        "asdf and mise run the programs that it names",
    ),
    (".vs/", "Visual Studio runs its tasks"),
    (
        "*.code-workspace",
        "Visual Studio Code runs its tasks and the programs that its settings name",
    ),
    (".theia/", "Theia runs its tasks"),
    (".fleet/", "Fleet runs the programs that it names"),
    (
        "*.sublime-project",
        "Sublime Text runs the programs that it names",
    ),
    (".vim/", "plug-ins of Vim run the programs that it names"),
    (".lvimrc", "a plug-in of Vim obeys it"),
    (
        ".ycm_extra_conf.py",
        "YouCompleteMe runs it when an editor opens a file",
    ),
    (
        ".dir-locals-2.el",
        "Emacs obeys it when it opens a file of the folder",
    ),
    (".gdbinit", "gdb obeys it when it is started in the folder"),
    (
        ".lldbinit",
        "lldb obeys it when it is started in the folder",
    ),
    (".gitpod/", "Gitpod runs it when the repository is opened"),
    (".idx/", "Firebase Studio runs it when the folder is opened"),
    (".replit", "Replit runs it when the folder is opened"),
    (
        ".codesandbox/",
        "CodeSandbox runs it when the folder is opened",
    ),
    (
        "devfile.yaml",
        "Eclipse Che runs it when the folder is opened",
    ),
    (
        ".devfile.yaml",
        "Eclipse Che runs it when the folder is opened",
    ),
    (".claude/", "an assistant runs the commands that it names"),
    (".mcp.json", "editors run the servers that it names"),
    (
        ".cursor/",
        "an editor runs the servers and the commands that it names",
    ),
    (".codex/", "an assistant runs the servers that it names"),
    (".gemini/", "an assistant runs the servers that it names"),
    (
        ".aider.conf.yml",
        "an assistant runs the commands that it names",
    ),
];

/// What obeys a file of this path by itself.
pub fn obeyed_by(path: &str) -> Option<&'static str> {
    let folded = format!("/{}", folded(path));
    if let Some((_, why)) = SENSITIVE.iter().find(|(place, _)| is_at(&folded, place)) {
        return Some(why);
    }
    has_short_name(path).then_some("it may be another file's short name on Windows")
}

/// Whether a path, which is folded and begins with `/`, is at this place.
fn is_at(path: &str, place: &str) -> bool {
    if let Some(end) = place.strip_prefix('*') {
        return path.ends_with(end);
    }
    let place = format!("/{place}");
    if place.ends_with('/') {
        path.contains(&place)
    } else if let Some(start) = place.strip_suffix('*') {
        let file = path.rfind('/').map_or(path, |at| &path[at..]);
        file.starts_with(start)
    } else {
        path.ends_with(&place)
    }
}

/// Whether a part of the path is such as Windows makes for names that are longer: `CARGO~1`.
fn has_short_name(path: &str) -> bool {
    let is_short = |part: &str| {
        let mut behind = part.split('~').skip(1);
        behind.any(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    path.split('/').any(is_short)
}

#[cfg(test)]
mod tests;
