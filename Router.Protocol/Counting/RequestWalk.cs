using System.Text.Json;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Protocol.Counting;

/// <summary>
/// Adds up a request. Blocks are taken by their fields, not by their type, since the type may come last and new types come along: what is no
/// identifier and no opaque state counts.
/// </summary>
internal ref struct RequestWalk(ReadOnlySpan<byte> body)
{
    // What chat templates put around a request, a message, a call or its result, the list of tools and each of them.
    public const int RequestOverhead = 3;
    private const int MessageOverhead = 4;
    private const int CallOverhead = 6;
    private const int ToolsOverhead = 100;
    private const int ToolOverhead = 10;

    private readonly ReadOnlySpan<byte> _body = body;
    private long _hundredths;

    /// <summary>Hundredths of tokens so far.</summary>
    public readonly long Hundredths => _hundredths;

    public void Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            AddText(_body);
            return;
        }

        AddTokens(RequestOverhead);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(ref reader);
        }
    }

    /// <summary>Reads a body that is nothing but one part's value.</summary>
    public void ReadPart(RequestPartKind part)
    {
        var reader = new Utf8JsonReader(_body, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        ReadPart(ref reader, part);
    }

    /// <summary>Counts what a broken body holds from here on as text.</summary>
    public void AddRest(int start) => AddText(_body[Math.Min(start, _body.Length)..]);

    private void ReadField(ref Utf8JsonReader reader)
    {
        bool messages = JsonText.Is(reader, "messages"u8), system = JsonText.Is(reader, "system"u8), tools = JsonText.Is(reader, "tools"u8);
        bool format = JsonText.Is(reader, "output_config"u8) || JsonText.Is(reader, "output_format"u8);
        reader.Read();
        if (messages && reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadPart(ref reader, RequestPartKind.Message);
            }
        }
        else if (messages || system)
        {
            ReadPart(ref reader, messages ? RequestPartKind.Message : RequestPartKind.System);
        }
        else if (tools)
        {
            ReadPart(ref reader, RequestPartKind.Tools);
        }
        else if (format)
        {
            ReadJson(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadPart(ref Utf8JsonReader reader, RequestPartKind part)
    {
        switch (part)
        {
            case RequestPartKind.Tools:
                ReadTools(ref reader);
                break;
            case RequestPartKind.Format:
                ReadJson(ref reader);
                break;
            case RequestPartKind.Metadata:
                reader.Skip();
                break;
            default:
                ReadContent(ref reader, part == RequestPartKind.Message ? MessageOverhead : 0);
                break;
        }
    }

    private void ReadContent(ref Utf8JsonReader reader, int overhead)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            AddText(reader.ValueSpan);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            AddTokens(overhead);
            ReadBlock(ref reader);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadContent(ref reader, overhead);
            }
        }
    }

    /// <summary>A message or a content block: <c>{"role": …, "content": …}</c>, <c>{"type": "tool_use", "id": …, "name": …, "input": {…}}</c>.</summary>
    private void ReadBlock(ref Utf8JsonReader reader)
    {
        bool document = false, elsewhere = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            BlockField field = BlockFields.Find(reader);
            reader.Read();
            switch (field)
            {
                case BlockField.Type:
                    document |= reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "document"u8);
                    reader.Skip();
                    break;
                case BlockField.Content:
                    ReadContent(ref reader, 0);
                    break;
                case BlockField.Source when reader.TokenType == JsonTokenType.StartObject:
                    elsewhere |= !ReadSource(ref reader);
                    break;
                case BlockField.Input:
                    AddTokens(CallOverhead);
                    ReadJson(ref reader);
                    break;
                case BlockField.CallId:
                    AddTokens(CallOverhead);
                    reader.Skip();
                    break;
                case BlockField.Opaque:
                    reader.Skip();
                    break;
                default:
                    ReadValue(ref reader);
                    break;
            }
        }

        if (elsewhere)
        {
            AddTokens(document ? MediaTokens.UnknownDocument : MediaTokens.UnknownImage);
        }
    }

    /// <summary>The source of an image or document; false when what it names lies elsewhere.</summary>
    private bool ReadSource(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> data = default;
        bool hasData = false, hasContent = false, text = false, pdf = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isData = JsonText.Is(reader, "data"u8), isMedia = JsonText.Is(reader, "media_type"u8), isContent = JsonText.Is(reader, "content"u8);
            reader.Read();
            if (isContent)
            {
                hasContent = true;
                ReadContent(ref reader, 0);
                continue;
            }

            if (reader.TokenType == JsonTokenType.String && isData)
            {
                data = reader.ValueSpan;
                hasData = true;
            }
            else if (reader.TokenType == JsonTokenType.String && isMedia)
            {
                (text, pdf) = (reader.ValueSpan.StartsWith("text/"u8), JsonText.Is(reader, "application/pdf"u8));
            }

            reader.Skip();
        }

        if (hasData && text)
        {
            AddText(data);
        }
        else if (hasData)
        {
            AddTokens(pdf ? MediaTokens.OfPdf(data) : MediaTokens.OfImage(data));
        }

        return hasData || hasContent;
    }

    private void ReadTools(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            AddTokens(index == 0 ? ToolsOverhead + ToolOverhead : ToolOverhead);
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadTool(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadTool(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool counts = JsonText.Is(reader, "name"u8) || JsonText.Is(reader, "description"u8) || JsonText.Is(reader, "input_schema"u8);
            reader.Read();
            if (counts)
            {
                ReadValue(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            AddText(reader.ValueSpan);
        }
        else
        {
            ReadJson(ref reader);
        }
    }

    /// <summary>A value that the model sees as JSON.</summary>
    private void ReadJson(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        AddText(_body[start..(int)reader.BytesConsumed]);
    }

    private void AddText(ReadOnlySpan<byte> json)
    {
        var text = new TextTokenCounter();
        text.AddJson(json);
        _hundredths += text.Hundredths;
    }

    private void AddTokens(long tokens) => _hundredths += tokens * 100;
}
