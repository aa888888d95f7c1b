namespace Router.Protocol.Translation;

/// <summary>The JSON schema that a provider takes for tools.</summary>
public enum SchemaDialect
{
    /// <summary>Any schema; only <c>$schema</c> is left out.</summary>
    Full,

    /// <summary>The keywords that Gemini's schema knows; everything else is left out or rewritten.</summary>
    Gemini,

    /// <summary>OpenAI's strict subset where a schema qualifies for it.</summary>
    Strict,
}
