//! What the crates have that is a way out of the client's identity, or ends the host: by the names of their functions.

/// A crate's functions of one kind, by their names.
pub struct Kind {
    /// The crate.
    pub package: &'static str,
    /// Whether a function of that name is one.
    pub is_meant: fn(&str) -> bool,
    /// Those that have such a name and are no way out.
    pub harmless: &'static [&'static str],
}

/// All of them.
pub const KINDS: &[Kind] = &[
    Kind {
        package: "windows-sys",
        is_meant: changes_identity,
        harmless: &[
            // The kernel's own, for drivers.
            "KeRevertToUserAffinityThread",
            "KeRevertToUserAffinityThreadEx",
            "KeRevertToUserGroupAffinityThread",
            "PsAssignImpersonationToken",
            "PsDereferenceImpersonationToken",
            "PsDisableImpersonation",
            "PsImpersonateClient",
            "PsReferenceImpersonationToken",
            "PsRestoreImpersonation",
            "PsRevertToSelf",
            "PsRevertToUserMultipleGroupAffinityThread",
            "SeImpersonateClient",
            "SeImpersonateClientEx",
            // They fill in structures.
            "BuildImpersonateExplicitAccessWithNameA",
            "BuildImpersonateExplicitAccessWithNameW",
            "BuildImpersonateTrusteeA",
            "BuildImpersonateTrusteeW",
            // They look.
            "NtOpenThreadToken",
            "NtOpenThreadTokenEx",
            "OpenThreadToken",
            "ZwOpenThreadToken",
            "ZwOpenThreadTokenEx",
        ],
    },
    Kind {
        package: "windows-sys",
        is_meant: ends_host,
        harmless: &[
            // Of other machines, and of other sessions' processes.
            "HcsTerminateProcess",
            "WTSTerminateProcess",
        ],
    },
    Kind {
        package: "windows-sys",
        is_meant: runs_elsewhere,
        harmless: &[
            // The kernel's own, for drivers.
            "PsRemoveCreateThreadNotifyRoutine",
            "PsSetCreateProcessNotifyRoutine",
            "PsSetCreateProcessNotifyRoutineEx",
            "PsSetCreateProcessNotifyRoutineEx2",
            "PsSetCreateThreadNotifyRoutine",
            "PsSetCreateThreadNotifyRoutineEx",
            // They say whose the process is.
            "CreateProcessAsUserA",
            "CreateProcessAsUserW",
            "CreateProcessWithLogonW",
            "CreateProcessWithTokenW",
            "SHCreateProcessAsUserW",
            // In a container.
            "HcsCreateProcess",
            // Nothing runs by these alone.
            "AvRtCreateThreadOrderingGroup",
            "AvRtCreateThreadOrderingGroupExA",
            "AvRtCreateThreadOrderingGroupExW",
            "CancelTimerQueueTimer",
            "ChangeTimerQueueTimer",
            "CreateThreadpool",
            "CreateThreadpoolCleanupGroup",
            "DeleteTimerQueueTimer",
            "SHCreateThreadRef",
            "SrpCreateThreadNetworkContext",
        ],
    },
    Kind {
        package: "rayon",
        is_meant: |name| name.starts_with("par_") || name == "into_par_iter",
        harmless: &[],
    },
    Kind {
        package: "rayon-core",
        is_meant: |name| {
            let ways = ["spawn", "scope", "join", "broadcast", "build"];
            let apart = ["in_place_scope", "in_place_scope_fifo"];
            apart.contains(&name) || ways.iter().any(|way| name.starts_with(way))
        },
        // How a pool starts its threads.
        harmless: &["spawn_handler"],
    },
    Kind {
        package: "tokio",
        is_meant: |name| name.contains("spawn") || name.ends_with("multi_thread"),
        harmless: &[
            // They stay on the thread.
            "spawn_local",
            "spawn_local_on",
            // About tasks, or not of the stable interface.
            "on_task_spawn",
            "spawn_with",
            "spawned_at",
            "spawned_tasks_count",
        ],
    },
    Kind {
        package: "async-std",
        is_meant: |name| name.contains("spawn"),
        harmless: &["spawn_local"],
    },
    Kind {
        package: "smol",
        is_meant: |name| name.contains("spawn"),
        harmless: &[],
    },
    Kind {
        package: "async-global-executor",
        is_meant: |name| name.contains("spawn"),
        // It stays on the thread; and threads without tasks do nothing.
        harmless: &["spawn_local", "spawn_more_threads"],
    },
    Kind {
        package: "async-process",
        is_meant: |name| ["output", "spawn", "status"].contains(&name),
        harmless: &[],
    },
    Kind {
        package: "blocking",
        is_meant: |name| name.contains("unblock"),
        harmless: &[],
    },
    Kind {
        package: "threadpool",
        is_meant: |name| name.contains("execute") || name.contains("spawn"),
        harmless: &[],
    },
    Kind {
        package: "crossbeam-utils",
        is_meant: |name| name.contains("spawn"),
        harmless: &[],
    },
    Kind {
        package: "futures-executor",
        is_meant: |name| name.contains("spawn") || name == "create",
        // Those of the pool that is the thread itself.
        harmless: &["spawner"],
    },
    Kind {
        package: "windows-threading",
        is_meant: |name| ["for_each", "submit"].contains(&name),
        harmless: &[],
    },
];

fn changes_identity(name: &str) -> bool {
    let parts = [
        "Impersonat",
        "RevertSecurityContext",
        "RevertTo",
        "SetInformationThread",
        "SwitchCallContext",
        "ThreadToken",
    ];
    parts.iter().any(|part| name.contains(part))
}

fn ends_host(name: &str) -> bool {
    let parts = [
        "ExitProcess",
        "ExitThread",
        "FailFast",
        "FatalAppExit",
        "FatalExit",
        "TerminateJobObject",
        "TerminateProcess",
        "TerminateThread",
    ];
    parts.iter().any(|part| name.contains(part))
}

fn runs_elsewhere(name: &str) -> bool {
    let parts = [
        "BindIoCompletionCallback",
        "CreateProcess",
        "CreateRemoteThread",
        "CreateThread",
        "QueueUser",
        "RegisterWaitFor",
        "RtwqPut",
        "RtwqSchedule",
        "ShellExecute",
        "TimerQueueTimer",
        "TrySubmitThreadpool",
        "WinExec",
        "timeSetEvent",
    ];
    parts.iter().any(|part| name.contains(part))
}
