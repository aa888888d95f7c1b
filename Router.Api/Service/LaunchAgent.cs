using System.Security;
using System.Text;

namespace Router.Api.Service;

/// <summary>The launchd agent of macOS: at login, again after a failure.</summary>
internal static class LaunchAgent
{
    /// <summary>The agent's label.</summary>
    public const string Label = "dev.router.gateway";

    /// <summary>The agent's property list.</summary>
    /// <param name="words">The command line of the gateway.</param>
    /// <param name="folder">The folder that it works in.</param>
    /// <param name="environmentFile">A file of variables, <c>NAME=value</c> a line; it need not be there.</param>
    /// <param name="output">The file that takes what it writes.</param>
    public static string Text(IReadOnlyList<string> words, string folder, string environmentFile, string output)
    {
        // launchd reads no file of variables; the shell does, and then makes room for the gateway.
        string[] all = ["/bin/sh", "-c", "if [ -r \"$0\" ]; then set -a; . \"$0\"; set +a; fi; exec \"$@\"", environmentFile, .. words];
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            .Append("<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n")
            .Append("  <key>Label</key>\n  <string>").Append(Label).Append("</string>\n")
            .Append("  <key>ProgramArguments</key>\n  <array>\n");
        foreach (string word in all)
        {
            text.Append("    <string>").Append(SecurityElement.Escape(word)).Append("</string>\n");
        }

        return text.Append("  </array>\n")
            .Append("  <key>WorkingDirectory</key>\n  <string>").Append(SecurityElement.Escape(folder)).Append("</string>\n")
            .Append("  <key>RunAtLoad</key>\n  <true/>\n")
            .Append("  <key>KeepAlive</key>\n  <dict>\n    <key>SuccessfulExit</key>\n    <false/>\n  </dict>\n")
            .Append("  <key>ThrottleInterval</key>\n  <integer>5</integer>\n")
            .Append("  <key>ExitTimeOut</key>\n  <integer>45</integer>\n")
            .Append("  <key>StandardOutPath</key>\n  <string>").Append(SecurityElement.Escape(output)).Append("</string>\n")
            .Append("  <key>StandardErrorPath</key>\n  <string>").Append(SecurityElement.Escape(output)).Append("</string>\n")
            .Append("</dict>\n</plist>\n").ToString();
    }
}
