namespace Router.Core.Journal.Writing;

/// <summary>Who writes batches.</summary>
internal interface IBatchWriter
{
    /// <summary>Writes what waits, on this thread unless another is at it.</summary>
    void WriteNow();

    /// <summary>Asks for a flush without delay.</summary>
    void FlushSoon();
}
