namespace Router.Api.ClientSetup;

/// <summary>Whose words the lines to paste are in.</summary>
internal enum ShellName
{
    /// <summary>bash, zsh and sh.</summary>
    Bash,

    /// <summary>PowerShell.</summary>
    PowerShell,

    /// <summary>fish.</summary>
    Fish,

    /// <summary>Claude Code's settings.json.</summary>
    Settings,
}
