using System.Buffers;
using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Collects <c>reasoning_details</c>, which come in pieces by index and must go back to the provider as one unmodified array. Texts are joined
/// as they stand in the JSON, so nothing is decoded.
/// <code>[{"type":"reasoning.text","text":"Let me","format":"anthropic-claude-v1","index":0}]   [{"type":"reasoning.text","signature":"Er…","index":0}]</code>
/// </summary>
internal sealed class ReasoningDetails
{
    private readonly List<ReasoningDetail> _items = [];
    private long _array;

    /// <summary>Something was collected that was not taken yet.</summary>
    public bool HasAny => _items.Count > 0;

    /// <summary>Takes in an array.</summary>
    public void Merge(ReadOnlySpan<byte> json, JsonRange array)
    {
        _array++;
        var elements = new JsonCursor(json, array.IsArray ? array : default);
        while (elements.Next())
        {
            if (!elements.Value.IsObject)
            {
                continue;
            }

            ReasoningDetail item = Find(json, elements.Value) ?? Add();
            item.LastArray = _array;
            item.Merge(json, elements.Value);
        }
    }

    /// <summary>Packs everything that was collected, and forgets it.</summary>
    public string TakeCarrier()
    {
        var array = new ArrayBufferWriter<byte>();
        array.Write("["u8);
        for (int index = 0; index < _items.Count; index++)
        {
            array.Write(index > 0 ? ","u8 : default);
            _items[index].Write(array);
        }

        array.Write("]"u8);
        _items.Clear();
        return ReasoningCarrier.OfDetails(array.WrittenSpan);
    }

    /// <summary>The item that an element continues; elements of one array are different items.</summary>
    private ReasoningDetail? Find(ReadOnlySpan<byte> json, JsonRange element)
    {
        for (int position = _items.Count - 1; position >= 0; position--)
        {
            ReasoningDetail item = _items[position];
            if (item.LastArray != _array && item.IsContinuedBy(json, element, isLast: position == _items.Count - 1))
            {
                return item;
            }
        }

        return null;
    }

    private ReasoningDetail Add()
    {
        var item = new ReasoningDetail();
        _items.Add(item);
        return item;
    }
}
