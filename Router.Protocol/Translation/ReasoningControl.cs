namespace Router.Protocol.Translation;

/// <summary>How a request asks for thinking.</summary>
public enum ReasoningControl
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>reasoning_effort: "low"</c>: OpenAI, Azure, xAI, Groq, Gemini, Ollama.</summary>
    Effort,

    /// <summary><c>thinking: {"type": "enabled"}</c>: GLM, MiMo.</summary>
    Thinking,

    /// <summary><c>thinking: {"type": "enabled"}</c>, never beside <c>reasoning_effort</c>: Kimi; <c>adaptive</c> is unknown to it.</summary>
    ThinkingOnly,

    /// <summary><c>thinking: {"type": "enabled"}</c> with <c>reasoning_effort</c> beside it: DeepSeek.</summary>
    ThinkingAndEffort,

    /// <summary><c>enable_thinking: true</c> with <c>thinking_budget</c>: Qwen at DashScope.</summary>
    EnableThinking,

    /// <summary><c>reasoning: {"effort": "low"}</c> or <c>{"max_tokens": 1024}</c>: OpenRouter.</summary>
    ReasoningObject,

    /// <summary><c>chat_template_kwargs: {"enable_thinking": true}</c>: self-hosted templates under vLLM or llama.cpp.</summary>
    TemplateSwitch,
}
