namespace Router.Protocol.Translation.Requests;

/// <summary>How many output tokens the provider is asked for.</summary>
internal static class OutputLimit
{
    /// <summary>The client's wish, at most what route and model allow, at least what the model takes.</summary>
    public static long Of(RequestContext context)
    {
        long wanted = context.Request.Member("max_tokens"u8).Integer ?? 0;
        long most = Math.Min(context.Terms.MaxOutputTokens ?? long.MaxValue, context.Capabilities.MaxOutputTokens ?? long.MaxValue);
        long least = Math.Max(1, context.Capabilities.MinOutputTokens);
        if (wanted > most)
        {
            context.Notes.Add("max-tokens-lowered");
        }
        else if (wanted < least)
        {
            context.Notes.Add("max-tokens-raised");
        }

        return Math.Max(least, Math.Min(wanted, most));
    }
}
