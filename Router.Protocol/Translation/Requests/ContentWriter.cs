using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Writes the content of one message: as a plain string when it is text only, which every provider and template takes, else as parts.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="media">Where images and documents go.</param>
/// <param name="asParts">Whether the content holds media.</param>
internal sealed class ContentWriter(RequestContext context, MediaRules media, bool asParts)
{
    private static readonly byte[] Paragraph = [.. @"\n\n"u8];

    private readonly JsonOutput _json = context.Json;
    private bool _any;

    public RequestContext Context => context;

    public MediaRules Media => media;

    /// <summary>Text that stands in front of everything, for example <c>Error: </c>; null for none.</summary>
    public string? Prefix { get; init; }

    public void Start()
    {
        if (asParts)
        {
            _json.StartArray();
            if (Prefix is not null)
            {
                Text(Prefix);
            }
        }
        else
        {
            _json.StartText();
            _json.Plain(Prefix ?? "");
        }
    }

    public void End()
    {
        if (asParts)
        {
            _json.EndArray();
        }
        else
        {
            _json.EndText();
        }
    }

    /// <summary>Begins one text; its pieces are written to <see cref="RequestContext.Json"/>, then <see cref="EndText"/>.</summary>
    /// <param name="joined">Whether it goes on where the last one ended, without a paragraph between.</param>
    public void StartText(bool joined = false)
    {
        if (asParts)
        {
            _json.StartObject();
            _json.Name("type");
            _json.String("text");
            _json.Name("text");
            _json.StartText();
        }
        else if (_any && !joined)
        {
            _json.Escaped(Paragraph);
        }

        _any = true;
    }

    public void EndText()
    {
        if (asParts)
        {
            _json.EndText();
            _json.EndObject();
        }
    }

    public void Text(string text)
    {
        StartText();
        _json.Plain(text);
        EndText();
    }

    public void Text(JsonElement text, bool joined = false)
    {
        StartText(joined);
        _json.Escaped(text.Escaped);
        EndText();
    }

    /// <summary>Writes an image or a PDF as a part of its own.</summary>
    public void Part(JsonElement block)
    {
        MediaParts.Write(block, _json);
        _any = true;
    }
}
