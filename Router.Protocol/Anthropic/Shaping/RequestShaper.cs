using System.Globalization;
using System.Text;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Finds the changes that give a request its shape: tools are taken out of <c>tools</c>, <c>max_tokens</c> is lowered, effort and thinking are set,
/// and what only Anthropic understands goes.
/// One walk over the top level of the body; of a field that is given twice both are changed.
/// </summary>
public static class RequestShaper
{
    /// <summary>The smallest thinking budget that Anthropic takes, in tokens.</summary>
    private const long LeastBudget = 1_024;

    private const string NoThinking = """{"type":"disabled"}""";

    /// <summary>Whether a body has to be looked at: most that go to Anthropic have nothing that is changed.</summary>
    public static bool MayChange(ReadOnlySpan<byte> body, RequestShape shape) =>
        shape is not { RemoveTools.Count: 0, MaxTokens: null, Effort: null, RemoveAttribution: false, ReduceCacheMarks: false, RemoveServerTools: false, RemoveToolMembers.Count: 0, RemoveOutputConfig.Count: 0, RemoveTurnConfig: false }
        || ServerBlocks.MayBeIn(body, all: false) || shape.Images.MayRefuse(body);

    /// <summary>Finds the changes.</summary>
    /// <param name="body">A valid Messages request.</param>
    /// <param name="shape">What it is changed to.</param>
    /// <param name="taken">Top-level fields that are set or cut for other reasons; they are left alone here.</param>
    /// <param name="notes">Gets a code for what the client will miss.</param>
    public static ShapedRequest Shape(ReadOnlySpan<byte> body, RequestShape shape, IReadOnlySet<string> taken, DegradationNotes notes)
    {
        var fields = RequestFields.Find(body, taken);
        var shaped = new ShapedRequest();
        shape = shape with { ReduceCacheMarks = shape.ReduceCacheMarks && CacheMarks.MayBeIn(body) };
        ShapeTools(body, fields, shape, shaped, notes);
        ShapeSystem(body, fields, shape, shaped);
        ShapeMessages(body, fields, shape, shaped, notes);
        RemoveServerFields(fields, shape, shaped, notes);
        bool lowered = LowerMaxTokens(fields, shape.MaxTokens, shaped, notes);
        bool thinks = shape.Effort != "minimal" && !(lowered && shape.MaxTokens <= LeastBudget && HasBudget(body, fields));
        if (!thinks)
        {
            Disable(body, fields, taken, shaped);
        }
        else if (lowered)
        {
            LowerBudgets(body, fields, shape.MaxTokens!.Value - 1, shaped);
        }

        CutOutputConfig(body, fields, shape, shaped);
        if (shape.Effort is not (null or "minimal") && !shape.RemoveOutputConfig.Contains("effort"))
        {
            SetEffort(body, fields, shape.Effort, taken, shaped);
        }

        return shaped;
    }

    private static void ShapeTools(ReadOnlySpan<byte> body, RequestFields fields, RequestShape shape, ShapedRequest shaped, DegradationNotes notes)
    {
        if (shape is { RemoveTools.Count: 0, RemoveServerTools: false, ReduceCacheMarks: false, RemoveToolMembers.Count: 0 })
        {
            return;
        }

        var list = new ToolList(shape, notes);
        foreach (Range field in fields.Tools)
        {
            ElementCuts cuts = list.Cut(body[field], field.Start.Value);
            if (cuts is { CutsAny: true, CutsAll: true })
            {
                shaped.Remove.UnionWith(fields.ToolChoices.Count > 0 ? ["tools", "tool_choice"] : ["tools"]);
            }
            else
            {
                shaped.Edits.AddRange(cuts.ToEdits());
            }
        }

        foreach (Range field in fields.ToolChoices)
        {
            if (FieldValue.Text(body[field], "name"u8) is { } name && list.Lacks(name))
            {
                shaped.Remove.Add("tool_choice");
                notes.Add("tool-choice-dropped");
            }
        }

        if (shaped.Remove.Contains("tools"))
        {
            shaped.Edits.Clear(); // of a second list, which goes as well
        }
        else
        {
            shaped.Edits.AddRange(list.Inner);
        }
    }

    private static void ShapeSystem(ReadOnlySpan<byte> body, RequestFields fields, RequestShape shape, ShapedRequest shaped)
    {
        if (shape is { RemoveAttribution: false, ReduceCacheMarks: false })
        {
            return;
        }

        List<BodyEdit> edits = [];
        foreach (Range field in fields.Systems)
        {
            if (SystemBlocks.Shape(body[field], field.Start.Value, shape, edits))
            {
                shaped.Remove.Add("system");
            }
        }

        if (!shaped.Remove.Contains("system"))
        {
            shaped.Edits.AddRange(edits);
        }
    }

    private static void ShapeMessages(ReadOnlySpan<byte> body, RequestFields fields, RequestShape shape, ShapedRequest shaped, DegradationNotes notes)
    {
        foreach (Range field in fields.Messages)
        {
            MessageShaper.Shape(body, field, shape, shaped.Edits, notes);
        }

        foreach (Range field in shape.ReduceCacheMarks ? fields.CacheMarks : [])
        {
            CacheMarks.Reduce(body[field], field.Start.Value, shaped.Edits);
        }
    }

    /// <summary>What tells Anthropic's servers where and with what to run tools.</summary>
    private static void RemoveServerFields(RequestFields fields, RequestShape shape, ShapedRequest shaped, DegradationNotes notes)
    {
        foreach ((string name, string? note) in shape.RemoveServerTools ? fields.ServerFields : [])
        {
            shaped.Remove.Add(name);
            if (note is not null)
            {
                notes.Add(note);
            }
        }
    }

    private static bool LowerMaxTokens(RequestFields fields, long? most, ShapedRequest shaped, DegradationNotes notes)
    {
        bool lowered = false;
        foreach ((Range field, long tokens) in fields.MaxTokens)
        {
            if (tokens > most)
            {
                shaped.Edits.Add(Replace(field, most.Value.ToString(CultureInfo.InvariantCulture)));
                notes.Add("max-tokens-lowered");
                lowered = true;
            }
        }

        return lowered;
    }

    private static bool HasBudget(ReadOnlySpan<byte> body, RequestFields fields)
    {
        foreach (Range field in fields.Thinking)
        {
            if (FieldValue.Find(body[field], "budget_tokens"u8) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A budget must be smaller than <c>max_tokens</c>.</summary>
    private static void LowerBudgets(ReadOnlySpan<byte> body, RequestFields fields, long most, ShapedRequest shaped)
    {
        foreach (Range field in fields.Thinking)
        {
            ReadOnlySpan<byte> thinking = body[field];
            if (FieldValue.Text(thinking, "type"u8) != "disabled"
                && FieldValue.Find(thinking, "budget_tokens"u8) is { } budget && long.TryParse(thinking[budget], CultureInfo.InvariantCulture, out long tokens) && tokens > most)
            {
                shaped.Edits.Add(Replace(Within(field, budget), most.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static void Disable(ReadOnlySpan<byte> body, RequestFields fields, IReadOnlySet<string> taken, ShapedRequest shaped)
    {
        if (taken.Contains("thinking"))
        {
            return;
        }

        if (fields.Thinking.Count == 0)
        {
            shaped.Add["thinking"] = NoThinking; // some models think unless they are told not to
        }

        foreach (Range field in fields.Thinking)
        {
            if (FieldValue.Text(body[field], "type"u8) != "disabled")
            {
                shaped.Edits.Add(Replace(field, NoThinking));
            }
        }

        List<BodyEdit> edits = [];
        foreach (Range field in fields.ContextManagement)
        {
            ElementCuts cuts = ContextEdits.CutThinking(body[field], field.Start.Value);
            edits.AddRange(cuts.ToEdits());
            if (cuts is { CutsAny: true, CutsAll: true })
            {
                shaped.Remove.Add("context_management");
            }
        }

        if (!shaped.Remove.Contains("context_management"))
        {
            shaped.Edits.AddRange(edits);
        }
    }

    private static void SetEffort(ReadOnlySpan<byte> body, RequestFields fields, string effort, IReadOnlySet<string> taken, ShapedRequest shaped)
    {
        // A client that wants no thinking gets the model's default, as it does in translation; a forced tool and thinking exclude each other.
        if (fields.Thinking is [var thinking] && FieldValue.Text(body[thinking], "type"u8) == "disabled" && !ForcesTool(body, fields))
        {
            shaped.Remove.Add("thinking");
        }

        bool isGone = fields.OutputConfigs.Count == 0 || shaped.Remove.Contains("output_config");
        if (isGone && !taken.Contains("output_config"))
        {
            shaped.Add["output_config"] = $$"""{"effort":"{{effort}}"}""";
        }

        foreach (Range field in isGone ? [] : fields.OutputConfigs)
        {
            ReadOnlySpan<byte> config = body[field];
            if (config[0] != (byte)'{')
            {
                shaped.Edits.Add(Replace(field, $$"""{"effort":"{{effort}}"}"""));
            }
            else if (FieldValue.Find(config, "effort"u8) is { } old)
            {
                shaped.Edits.Add(Replace(Within(field, old), $"\"{effort}\""));
            }
            else
            {
                shaped.Edits.Add(new BodyEdit(field.Start.Value + 1, 0, Encoding.UTF8.GetBytes($"\"effort\":\"{effort}\"{(FieldValue.IsEmpty(config) ? "" : ",")}")));
            }
        }
    }

    private static void CutOutputConfig(ReadOnlySpan<byte> body, RequestFields fields, RequestShape shape, ShapedRequest shaped)
    {
        foreach (Range field in shape.RemoveOutputConfig.Count > 0 ? fields.OutputConfigs : [])
        {
            ElementCuts cuts = MemberCuts.Of(body, field, shape.RemoveOutputConfig.Contains);
            if (cuts is { CutsAny: true, CutsAll: true })
            {
                shaped.Remove.Add("output_config");
            }
            else
            {
                shaped.Edits.AddRange(cuts.ToEdits());
            }
        }
    }

    private static bool ForcesTool(ReadOnlySpan<byte> body, RequestFields fields)
    {
        foreach (Range field in fields.ToolChoices)
        {
            if (FieldValue.Text(body[field], "type"u8) is "any" or "tool")
            {
                return true;
            }
        }

        return false;
    }

    private static BodyEdit Replace(Range range, string value) => new(range.Start.Value, range.End.Value - range.Start.Value, Encoding.UTF8.GetBytes(value));

    private static Range Within(Range outer, Range inner) => (outer.Start.Value + inner.Start.Value)..(outer.Start.Value + inner.End.Value);
}
