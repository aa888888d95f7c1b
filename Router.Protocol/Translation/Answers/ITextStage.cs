namespace Router.Protocol.Translation.Answers;

/// <summary>A stage that the answer's text goes through on its way to its block.</summary>
internal interface ITextStage
{
    /// <summary>Takes a piece of clean UTF-8.</summary>
    void Take(ReadOnlySpan<byte> text);

    /// <summary>There is no more: what was held back goes on.</summary>
    void Finish();
}
