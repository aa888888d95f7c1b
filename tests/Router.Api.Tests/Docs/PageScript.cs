using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Router.Api.Tests.Docs;

/// <summary>The blocks of a page as one script: what one of them exports the next one has, what goes on by itself is ended at the end.</summary>
internal static partial class PageScript
{
    private const string Head = """
        set -euo pipefail
        groups=()
        end_group() { # a gateway writes its last words before it goes
          kill -TERM -- "-$1" 2>/dev/null || true
          while kill -0 -- "-$1" 2>/dev/null; do sleep 0.05; done
        }
        finish() {
          for group in ${groups[@]+"${groups[@]}"}; do end_group "$group"; done
          if [ -f state/router.pid ]; then router stop || true; fi
        }
        trap finish EXIT
        wait_for() { # file, text
          for _ in $(seq 1200); do if grep -qF -- "$2" "$1"; then return 0; fi; sleep 0.05; done
          echo "\"$2\" was never written:"; cat "$1"; return 1
        }

        """;

    /// <summary>The script.</summary>
    /// <param name="blocks">The page's blocks, without those that are skipped.</param>
    /// <param name="key">The client's key, as bash says it, for the place of one that is not written out.</param>
    /// <param name="address">Where a port of the page leads.</param>
    /// <param name="provider">What stands for the pages' provider.</param>
    public static string Of(IEnumerable<MarkdownBlock> blocks, string key, Func<int, string> address, string provider)
    {
        var script = new StringBuilder(Head);
        foreach (MarkdownBlock block in blocks)
        {
            string text = LocalAddress().Replace(block.Text, match => address(int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)))
                .Replace("sk-rtr-…", key, StringComparison.Ordinal).Replace("sk-ant-…", "sk-ant-of-the-page", StringComparison.Ordinal)
                .Replace("https://llm.example.com", provider, StringComparison.Ordinal);
            text = PortOption().Replace(text, match => $"-p {address(int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)).Split(':')[^1]}");
            script.Append(CultureInfo.InvariantCulture, $"echo '== {block}'\n");
            if (block.File is { } file)
            {
                script.Append(CultureInfo.InvariantCulture, $"cat > {file} <<'END-OF-BLOCK'\n{text}\nEND-OF-BLOCK\n");
            }
            else if (block.Until is { } until)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"block-{block.Line}");
                script.Append(CultureInfo.InvariantCulture, $"cat > {name}.sh <<'END-OF-BLOCK'\n{text}\nEND-OF-BLOCK\n: > {name}.out\nsetsid bash -eu {name}.sh > {name}.out 2>&1 &\ngroups+=($!)\nwait_for {name}.out '{until}'\n");
                if (block.IsEnded)
                {
                    script.Append("end_group $!\n");
                }
            }
            else
            {
                script.Append(text).Append('\n');
            }
        }

        return script.ToString();
    }

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost):(?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalAddress();

    [GeneratedRegex(@"(?<=\brouter\b.*)-p (?<port>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PortOption();
}
