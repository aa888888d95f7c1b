namespace Router.Core.Reasoning;

/// <summary>Whose call it was, and which: nobody finds another's.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user.</param>
/// <param name="ToolUseId">The call's id as the client knows it.</param>
public readonly record struct ReasoningKey(string Tenant, string User, string ToolUseId);
