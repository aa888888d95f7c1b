namespace Router.Protocol.OpenAI;

/// <summary>
/// One element of <c>tool_calls</c>, or a <c>function_call</c>.
/// <code>{"index":0,"id":"call_1","type":"function","function":{"name":"Bash","arguments":"{\"co"}}</code>
/// </summary>
internal ref struct ToolCallDelta
{
    /// <summary>The bytes that all ranges point into.</summary>
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Null when it is missing.</summary>
    public long? Index { get; private set; }

    /// <summary>Null when it is missing or empty.</summary>
    public string? Id { get; private set; }

    /// <summary>A text, perhaps a piece of it.</summary>
    public JsonRange Name { get; private set; }

    /// <summary>A text, or the object itself.</summary>
    public JsonRange Arguments { get; private set; }

    /// <summary>The call of a custom tool, whose input is text and no JSON.</summary>
    public bool IsCustom { get; private set; }

    /// <summary>The thought signature; null when there is none.</summary>
    public string? Signature { get; private set; }

    /// <summary>Whether it brings a name.</summary>
    public readonly bool HasName => Name.HasText;

    /// <summary>Whether it brings a part of the input.</summary>
    public readonly bool HasArguments => Arguments.HasText || Arguments is { HasValue: true, IsText: false };

    public static ToolCallDelta Read(ReadOnlySpan<byte> data, JsonRange element)
    {
        var call = new ToolCallDelta { Data = data };
        JsonRange extraContent = default, providerFields = default, function = default, custom = default;
        var members = new JsonCursor(data, element);
        while (members.Next())
        {
            JsonRange value = members.Value;
            if (members.Is("index"u8))
            {
                call.Index = JsonCursor.Number(data, value);
            }
            else if (members.Is("id"u8))
            {
                call.Id = value.HasText ? JsonCursor.Text(data, value) : value.HasValue && !value.IsText ? System.Text.Encoding.UTF8.GetString(members.Content) : null;
            }
            else if (members.Is("function"u8))
            {
                function = value;
            }
            else if (members.Is("custom"u8))
            {
                custom = value;
            }
            else if (members.Is("extra_content"u8))
            {
                extraContent = value;
            }
            else if (members.Is("provider_specific_fields"u8))
            {
                providerFields = value;
            }
            else if (members.Is("thought_signature"u8) || members.Is("thoughtSignature"u8))
            {
                call.Signature = value.HasText ? JsonCursor.Text(data, value) : null;
            }
            else if (members.Is("name"u8))
            {
                call.Name = value; // function_call, and servers that leave "function" out
            }
            else if (members.Is("arguments"u8))
            {
                call.Arguments = value;
            }
        }

        call.ReadFunction(function);
        call.ReadCustom(custom);
        call.Signature ??= ThoughtSignature.Find(data, extraContent, providerFields);
        return call;
    }

    private void ReadFunction(JsonRange function)
    {
        if (function.IsObject)
        {
            Name = JsonCursor.Find(Data, function, "name"u8);
            Arguments = JsonCursor.Find(Data, function, "arguments"u8);
        }
    }

    private void ReadCustom(JsonRange custom)
    {
        if (custom.IsObject)
        {
            IsCustom = true;
            Name = JsonCursor.Find(Data, custom, "name"u8);
            Arguments = JsonCursor.Find(Data, custom, "input"u8);
        }
    }
}
