namespace Router.Core.Configuration;

/// <summary>What a provider can do where dialects differ; null leaves the preset's word.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Takes images in user messages.</summary>
    public bool? Images { get; init; }

    /// <summary>Takes images inside tool results.</summary>
    public bool? ImagesInToolResults { get; init; }

    /// <summary>Takes PDF documents.</summary>
    public bool? Documents { get; init; }

    /// <summary>The field that carries reasoning text, for example <c>reasoning_content</c>.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Takes <c>parallel_tool_calls</c>.</summary>
    public bool? ParallelTools { get; init; }

    /// <summary><c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string? MaxTokensField { get; init; }

    /// <summary>Takes <c>stream_options.include_usage</c>.</summary>
    public bool? StreamUsage { get; init; }

    /// <summary>The longest tool name in characters, ≥ 16.</summary>
    public int? ToolNameLimit { get; init; }

    /// <summary>The JSON schema dialect of tools: <c>full</c>, <c>gemini</c> or <c>strict</c>.</summary>
    public string? Schema { get; init; }
}
