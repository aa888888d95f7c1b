namespace Router.Protocol.Translation.Requests;

/// <summary>Writes how much the model should think, in the provider's own words.</summary>
internal static class ReasoningWriter
{
    private const int LeastBudget = 1_024;

    public static void Write(ReasoningWish wish, bool hasTools, long maxTokens, RequestContext context)
    {
        ChatCapabilities capabilities = context.Capabilities;
        if (hasTools && capabilities.EffortWithTools is { } only)
        {
            WriteOnly(only, wish, context);
            return;
        }

        if (wish.Off && !capabilities.CanDisableThinking && capabilities.ReasoningControl != ReasoningControl.None)
        {
            WriteLeast(context);
            return;
        }

        switch (capabilities.ReasoningControl)
        {
            case ReasoningControl.Effort:
                WriteEffort(wish, context);
                break;
            case ReasoningControl.Thinking or ReasoningControl.ThinkingOnly:
                WriteThinking(wish, context);
                break;
            case ReasoningControl.ThinkingAndEffort:
                WriteThinking(wish, context);
                WriteEffort(wish, context);
                break;
            case ReasoningControl.EnableThinking:
                WriteSwitch(wish, maxTokens, context);
                break;
            case ReasoningControl.ReasoningObject:
                WriteObject(wish, maxTokens, context);
                break;
            case ReasoningControl.TemplateSwitch when !wish.SaysNothing && context.StartField("chat_template_kwargs"):
                context.Json.StartObject();
                context.Json.Name("enable_thinking");
                context.Json.Boolean(!wish.Off);
                context.Json.EndObject();
                break;
        }
    }

    // Tools matter more than thinking: beside any other word the model would refuse them.
    private static void WriteOnly(string word, ReasoningWish wish, RequestContext context)
    {
        if (wish.EffortOrBucket is { } effort && effort != word)
        {
            context.Notes.Add("effort-lowered-for-tools");
        }

        context.Field("reasoning_effort", word);
    }

    // The nearest thing to no thinking where it can't be switched off: a request that insists would be refused.
    private static void WriteLeast(RequestContext context)
    {
        context.Notes.Add("thinking-not-disabled");
        if (Efforts.Weakest(context.Capabilities.Efforts) is not { } weakest)
        {
            return;
        }

        if (context.Capabilities.ReasoningControl is ReasoningControl.Effort or ReasoningControl.ThinkingAndEffort)
        {
            context.Field("reasoning_effort", weakest);
        }
        else if (context.Capabilities.ReasoningControl == ReasoningControl.ReasoningObject)
        {
            WriteObject("effort", () => context.Json.String(weakest), context);
        }
    }

    private static void WriteEffort(ReasoningWish wish, RequestContext context)
    {
        bool aloneMustSwitchOff = context.Capabilities.ReasoningControl == ReasoningControl.Effort;
        string? word = wish.Off
            ? aloneMustSwitchOff ? Efforts.Off(context.Capabilities.Efforts) : null
            : wish.EffortOrBucket is { } effort ? Efforts.Fit(effort, context.Capabilities.Efforts) : null;
        if (word is not null)
        {
            context.Field("reasoning_effort", word);
        }
        else if (wish.Off && aloneMustSwitchOff && !context.Capabilities.Efforts.IsEmpty)
        {
            WriteLeast(context);
        }
    }

    private static void WriteThinking(ReasoningWish wish, RequestContext context)
    {
        if (wish.SaysNothing || !context.StartField("thinking"))
        {
            return;
        }

        context.Json.StartObject();
        context.Json.Name("type");
        context.Json.String(wish.Off ? "disabled" : "enabled");
        if (!wish.Off && context.Capabilities.KeepThinking)
        {
            context.Json.Name("clear_thinking");
            context.Json.Boolean(false);
        }

        context.Json.EndObject();
    }

    private static void WriteSwitch(ReasoningWish wish, long maxTokens, RequestContext context)
    {
        // "parameter.enable_thinking must be set to false for non-streaming calls"
        bool forcedOff = !context.Terms.Stream && context.Capabilities.CanDisableThinking && !wish.Off;
        if (forcedOff && !wish.SaysNothing)
        {
            context.Notes.Add("thinking-disabled-without-stream");
        }

        if (forcedOff || !wish.SaysNothing)
        {
            context.Field("enable_thinking", !forcedOff && !wish.Off);
        }

        if (!forcedOff && BudgetBelow(maxTokens, wish.Budget) is { } budget)
        {
            context.Field("thinking_budget", budget);
        }
    }

    private static void WriteObject(ReasoningWish wish, long maxTokens, RequestContext context)
    {
        if (wish.Off)
        {
            WriteObject("enabled", () => context.Json.Boolean(false), context);
        }
        else if (BudgetBelow(maxTokens, wish.Budget) is { } budget)
        {
            WriteObject("max_tokens", () => context.Json.Number(budget), context);
        }
        else if (wish.EffortOrBucket is { } effort)
        {
            string? word = Efforts.Fit(effort, context.Capabilities.Efforts);
            WriteObject(
                word is null ? "enabled" : "effort",
                () =>
                {
                    if (word is null)
                    {
                        context.Json.Boolean(true);
                    }
                    else
                    {
                        context.Json.String(word);
                    }
                },
                context);
        }
    }

    private static void WriteObject(string name, Action writeValue, RequestContext context)
    {
        if (context.StartField("reasoning"))
        {
            context.Json.StartObject();
            context.Json.Name(name);
            writeValue();
            context.Json.EndObject();
        }
    }

    // A budget must leave room for the answer; one that is smaller than any provider takes is not sent.
    private static long? BudgetBelow(long maxTokens, long? budget) => budget is null || maxTokens <= LeastBudget
        ? null
        : Math.Clamp(budget.Value, LeastBudget, maxTokens - 1);
}
