using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Digests;

/// <summary>The digests of a request's messages, one each.</summary>
internal sealed class MessageDigests
{
    private const byte Message = (byte)'m';

    private readonly List<byte[]> _all = [];
    private readonly List<int> _system = [];
    private int _lastAssistant = -1;
    private bool _hasTools;

    /// <summary>Whether an answer may depend on the last turn alone: no tool was called before, nothing is a tool's result, and a user has the last word.</summary>
    public bool MayStandAlone => !_hasTools && _lastAssistant < _all.Count - 1;

    /// <summary>Reads the list that the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader, DigestWriter digest)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadMessage(ref reader, digest);
            }
            else
            {
                ValueDigest.Write(ref reader, digest);
                _hasTools = true; // no message: whatever it is, it must not be left out
            }

            _all.Add(digest.Take());
        }
    }

    /// <summary>Hashes all messages.</summary>
    public void WriteAll(DigestWriter digest) => _all.ForEach(message => digest.Write(Message, message));

    /// <summary>Hashes what instructs the model, wherever it stands, and what follows its last turn.</summary>
    public void WriteLastTurn(DigestWriter digest)
    {
        foreach (int place in _system.TakeWhile(place => place < _lastAssistant))
        {
            digest.Write(Message, _all[place]);
        }

        foreach (byte[] message in _all.Skip(_lastAssistant + 1))
        {
            digest.Write(Message, message);
        }
    }

    private void ReadMessage(ref Utf8JsonReader reader, DigestWriter digest)
    {
        bool isUser = false;
        ValueDigest.WriteToken(reader, digest);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRole = JsonText.Is(reader, "role"u8), isContent = JsonText.Is(reader, "content"u8);
            ValueDigest.WriteToken(reader, digest);
            reader.Read();
            if (isContent)
            {
                _hasTools |= BlockDigest.WriteList(ref reader, digest);
                continue;
            }

            if (isRole && reader.TokenType == JsonTokenType.String)
            {
                isUser = JsonText.Is(reader, "user"u8);
                if (JsonText.Is(reader, "system"u8))
                {
                    _system.Add(_all.Count);
                    isUser = true;
                }
            }

            ValueDigest.Write(ref reader, digest);
        }

        _lastAssistant = isUser ? _lastAssistant : _all.Count;
        ValueDigest.WriteToken(reader, digest);
    }
}
