namespace Router.Protocol.Translation;

/// <summary>The field of a chat message that carries reasoning.</summary>
public enum ReasoningField
{
    /// <summary>None: reasoning is not sent back.</summary>
    None,

    /// <summary><c>reasoning_content</c>: DeepSeek, Kimi, GLM, Qwen, MiniMax, llama.cpp.</summary>
    ReasoningContent,

    /// <summary><c>reasoning</c>: vLLM, Groq, Ollama.</summary>
    Reasoning,

    /// <summary><c>reasoning_details</c>, an array of items that must come back unmodified: OpenRouter.</summary>
    ReasoningDetails,
}
