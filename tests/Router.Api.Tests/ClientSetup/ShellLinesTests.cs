using Router.Api.ClientSetup;
using Router.Core.Configuration.Secrets;
using Xunit;

namespace Router.Api.Tests.ClientSetup;

public sealed class ShellLinesTests
{
    [Theory]
    [InlineData("Bash", "http://127.0.0.1:8787", "export A=http://127.0.0.1:8787")]
    [InlineData("Bash", "it's $x", "export A='it'\\''s $x'")]
    [InlineData("Fish", "it's \\x", "set -gx A 'it\\'s \\\\x'")]
    [InlineData("PowerShell", "it's", "$env:A = 'it''s'")]
    public void Value_IsQuotedForTheShell(string shell, string value, string line) => Assert.Equal(line, ShellLines.Of(Enum.Parse<ShellName>(shell), new ClientVariable("A", value)));

    [Theory]
    [InlineData("Bash", "env:KEY", "export A=\"$KEY\"")]
    [InlineData("Fish", "env:KEY", "set -gx A \"$KEY\"")]
    [InlineData("PowerShell", "env:KEY", "$env:A = $env:KEY")]
    [InlineData("Bash", "file:/k", "export A=\"$(cat '/k')\"")]
    [InlineData("Fish", "file:/k", "set -gx A (cat '/k')")]
    [InlineData("PowerShell", "file:/k", "$env:A = (Get-Content -Raw '/k').Trim()")]
    public void SecretFromElsewhere_IsTakenThere_NotPrinted(string shell, string reference, string line) =>
        Assert.Equal(line, ShellLines.Of(Enum.Parse<ShellName>(shell), new ClientVariable("A", "the-secret", SecretReference.Parse(reference))));
}
