namespace Router.Protocol.Translation.Answers;

/// <summary>The last stage of the text: its block.</summary>
internal sealed class PlainText(BlockSequence blocks) : ITextStage
{
    public void Take(ReadOnlySpan<byte> text) => blocks.AddText(text);

    public void Finish()
    {
    }
}
