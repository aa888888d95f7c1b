using System.Text;

namespace Router.Api.Service;

/// <summary>The systemd user unit: at login (or at boot, with lingering), again after a failure, with the private variables of a file that only the user reads.</summary>
internal static class SystemdUnit
{
    /// <summary>The unit's name.</summary>
    public const string Name = "router.service";

    /// <summary>The unit's text.</summary>
    /// <param name="words">The command line of the gateway.</param>
    /// <param name="folder">The folder that it works in.</param>
    /// <param name="environmentFile">A file of variables, <c>NAME=value</c> a line; it need not be there.</param>
    public static string Text(IReadOnlyList<string> words, string folder, string environmentFile) =>
        new StringBuilder()
            // What a start refuses (a taken port, a wrong file) is told in the journal; five tries in a minute, then it is left alone.
            .Append("[Unit]\nDescription=Router, a gateway between Claude Code and model providers\nStartLimitIntervalSec=60\nStartLimitBurst=5\n\n")
            .Append("[Service]\nType=simple\n")
            .Append("ExecStart=").AppendJoin(' ', words.Select(Quote)).Append('\n')
            .Append("WorkingDirectory=").Append(Escape(folder)).Append('\n')
            .Append("EnvironmentFile=-").Append(Escape(environmentFile)).Append('\n')
            .Append("Restart=on-failure\nRestartSec=5\nTimeoutStopSec=45\nNoNewPrivileges=true\n")
            .Append("\n[Install]\nWantedBy=default.target\n")
            .ToString();

    private static string Quote(string word) => $"\"{Escape(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}\"";

    /// <summary>% begins a specifier everywhere in a unit.</summary>
    private static string Escape(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
