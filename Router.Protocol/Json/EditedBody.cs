namespace Router.Protocol.Json;

/// <summary>A body and the edits to make while it is written: nothing is copied or serialised again.</summary>
public sealed class EditedBody
{
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];

    /// <summary>Cuts the body along its edits.</summary>
    /// <param name="body">The original bytes; they must stay valid and unchanged as long as this object is used.</param>
    /// <param name="edits">Ranges that do not overlap, in any order; of several that begin at one place, insertions come first.</param>
    public EditedBody(ReadOnlyMemory<byte> body, IReadOnlyCollection<BodyEdit> edits)
    {
        int position = 0;
        foreach (BodyEdit edit in edits.Count > 1 ? edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.Length) : (IEnumerable<BodyEdit>)edits)
        {
            if (edit.Start < position)
            {
                throw new ArgumentException("Two edits overlap.", nameof(edits));
            }

            Add(body[position..edit.Start]);
            Add(edit.Replacement);
            position = edit.Start + edit.Length;
        }

        Add(body[position..]);
    }

    /// <summary>The length after all edits, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The pieces in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces => _pieces;

    /// <summary>All pieces in one array, for tests and small bodies.</summary>
    public byte[] ToArray()
    {
        byte[] all = new byte[Length];
        int position = 0;
        foreach (ReadOnlyMemory<byte> piece in _pieces)
        {
            piece.CopyTo(all.AsMemory(position));
            position += piece.Length;
        }

        return all;
    }

    private void Add(ReadOnlyMemory<byte> piece)
    {
        if (!piece.IsEmpty)
        {
            _pieces.Add(piece);
            Length += piece.Length;
        }
    }
}
