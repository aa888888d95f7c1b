namespace Router.Api.Completion;

/// <summary>
/// What a shell runs so that the tab key completes: it asks the executable itself, whose command line knows commands, options and their words
/// (<c>router "[suggest:10]" "router sta"</c>).
/// </summary>
internal static class CompletionScript
{
    /// <summary>The shells.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script; null for a shell that is none of <see cref="Shells"/>.</summary>
    public static string? For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => null,
    };

    // The line may begin with a path to the executable; where nothing fits, files are offered (-o default).
    private const string Bash = """
        _router() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$("$1" "[suggest:$((COMP_POINT - ${#1} + 6))]" "router${COMP_LINE#"$1"}" 2>/dev/null)" -- "$2"))
        }
        complete -o default -F _router router

        """;

    private const string Zsh = """
        #compdef router
        _router() {
          local -a words_found
          words_found=(${(f)"$(router "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)"})
          compadd -- ${words_found} || _files
        }
        compdef _router router

        """;

    private const string Fish = """
        function __router_complete
          set -l line (commandline -cp)
          router "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c router -a "(__router_complete)"

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName router -ScriptBlock {
          param($word, $line, $cursor)
          router "[suggest:$cursor]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;
}
