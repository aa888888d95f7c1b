using System.Buffers;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Translation.Answers;

public sealed class ToolCallTests
{
    private readonly ToolCall _call = new(new ToolInput(isText: false, new DegradationNotes()));

    [Theory]
    [InlineData("Bash", "Bash")]
    [InlineData("Ba|sh", "Bash")]
    [InlineData("Bash|Bash", "Bash")]
    [InlineData("Ba|Bash", "Bash")]
    public void Name_GrowsFromWhatComes(string pieces, string expected)
    {
        Array.ForEach(pieces.Split('|'), _call.TakeName);

        Assert.Equal(expected, _call.Name);
    }

    [Fact]
    public void Name_IsFixedWhenArgumentsHaveBegun()
    {
        _call.TakeName("Bash");
        _call.Input.Take("{"u8, new ArrayBufferWriter<byte>());
        _call.TakeName("BashOutput");

        Assert.Equal("Bash", _call.Name);
    }

    [Fact]
    public void Name_IsFixedWhenItsBlockHasBegun()
    {
        _call.TakeName("Bash");
        _call.IsOpen = true;
        _call.TakeName("BashOutput");

        Assert.Equal("Bash", _call.Name);
    }

    [Fact]
    public void Name_MayComeBehindArguments()
    {
        _call.Input.Take("{"u8, new ArrayBufferWriter<byte>());
        _call.TakeName("Bash");

        Assert.Equal("Bash", _call.Name);
    }
}
