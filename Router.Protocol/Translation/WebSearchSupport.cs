namespace Router.Protocol.Translation;

/// <summary>How a chat-completions provider searches the web itself.</summary>
public enum WebSearchSupport
{
    /// <summary>It can't: the tool is answered with an error block that says so.</summary>
    None,

    /// <summary><c>plugins: [{"id": "web"}]</c>: OpenRouter.</summary>
    Plugin,

    /// <summary><c>web_search_options: {}</c>: OpenAI's search models.</summary>
    Options,

    /// <summary><c>enable_search: true</c>: Qwen at DashScope.</summary>
    Switch,

    /// <summary>A tool of type <c>web_search</c>: GLM.</summary>
    Tool,
}
