using System.Text;

namespace Router.Api.Service;

/// <summary>
/// The systemd user unit: at login (or at boot, with lingering), again after a failure, with the private variables of a file that only the user reads, and with
/// its state folder alone to write to.
/// </summary>
internal static class SystemdUnit
{
    /// <summary>The unit's name.</summary>
    public const string Name = "router.service";

    /// <summary>
    /// What a user's own systemd can keep from it. PrivateDevices, ProtectKernelModules, ProtectKernelLogs, ProtectClock and CapabilityBoundingSet of the system unit
    /// take away capabilities, which a user's systemd may not: the service would end with 218/CAPABILITIES. ProtectHome=yes would hide router.json and the state folder.
    /// </summary>
    private const string Confinement =
        """
        UMask=0077
        NoNewPrivileges=yes
        ProtectSystem=strict
        ProtectHome=read-only
        ProtectKernelTunables=yes
        ProtectControlGroups=yes
        RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
        RestrictNamespaces=yes
        RestrictRealtime=yes
        RestrictSUIDSGID=yes
        LockPersonality=yes
        SystemCallArchitectures=native
        SystemCallFilter=@system-service

        """;

    private static readonly string[] TemporaryFolders = ["/tmp/", "/var/tmp/"];

    /// <summary>The unit's text.</summary>
    /// <param name="words">The command line of the gateway.</param>
    /// <param name="folder">The folder that it works in.</param>
    /// <param name="state">The state folder; it must be there when the unit starts.</param>
    /// <param name="environmentFile">A file of variables, <c>NAME=value</c> a line; it need not be there.</param>
    public static string Text(IReadOnlyList<string> words, string folder, string state, string environmentFile) =>
        new StringBuilder()
            // What a start refuses (a taken port, a wrong file) is told in the journal; five tries in a minute, then it is left alone.
            .Append("[Unit]\nDescription=Router, a gateway between Claude Code and model providers\nStartLimitIntervalSec=60\nStartLimitBurst=5\n\n")
            .Append("[Service]\nType=simple\n")
            .Append("ExecStart=").AppendJoin(' ', words.Select(word => Quote(word).Replace("$", "$$", StringComparison.Ordinal))).Append('\n')
            .Append("WorkingDirectory=").Append(Escape(folder)).Append('\n')
            .Append("EnvironmentFile=-").Append(Escape(environmentFile)).Append('\n')
            .Append("Restart=on-failure\nRestartSec=5\nTimeoutStopSec=45\n")
            .Append("\n# Its state folder alone to write to.\n")
            .Append(Confinement.ReplaceLineEndings("\n"))
            .Append("ReadWritePaths=").Append(Quote(state)).Append('\n')
            .Append(words.Append(folder).Append(state).Any(IsTemporary) ? "" : "PrivateTmp=yes\n") // what lies there would not be seen
            .Append("\n[Install]\nWantedBy=default.target\n")
            .ToString();

    private static bool IsTemporary(string path) => Array.Exists(TemporaryFolders, folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static string Quote(string word) => $"\"{Escape(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>% begins a specifier everywhere in a unit.</summary>
    private static string Escape(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
