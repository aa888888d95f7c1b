namespace Router.Protocol.Json;

/// <summary>
/// Collects the elements of one array or the members of one object, in order, and cuts some of them together with the commas that
/// belong to them: <c>[a, b, c]</c> without b is <c>[a, c]</c>, without a and b <c>[ c]</c>.
/// </summary>
internal sealed class ElementCuts
{
    private readonly List<(int Start, int End, bool Cut)> _elements = [];

    public bool CutsAll => _elements.TrueForAll(element => element.Cut);

    public bool CutsAny => _elements.Exists(element => element.Cut);

    public void Add(int start, int end, bool cut) => _elements.Add((start, end, cut));

    public List<BodyEdit> ToEdits()
    {
        List<BodyEdit> edits = [];
        int lastKept = -1;
        for (int index = 0; index < _elements.Count; index++)
        {
            if (!_elements[index].Cut)
            {
                lastKept = index;
                continue;
            }

            int runEnd = index;
            while (runEnd + 1 < _elements.Count && _elements[runEnd + 1].Cut)
            {
                runEnd++;
            }

            // Behind a kept element the comma before the run goes with it, otherwise the comma after it.
            int start = lastKept >= 0 ? _elements[lastKept].End : _elements[index].Start;
            int end = lastKept < 0 && runEnd + 1 < _elements.Count ? _elements[runEnd + 1].Start : _elements[runEnd].End;
            edits.Add(new BodyEdit(start, end - start, ReadOnlyMemory<byte>.Empty));
            index = runEnd;
        }

        return edits;
    }
}
