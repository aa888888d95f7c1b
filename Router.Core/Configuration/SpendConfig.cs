namespace Router.Core.Configuration;

/// <summary>What happens around budgets.</summary>
/// <param name="OnUnavailable"><c>closed</c> or <c>open</c>: whether requests pass while spend can't be checked. Default closed.</param>
/// <param name="OnExhausted"><c>finish</c> or <c>cut</c>: what happens to an answer that outgrows its budget. Default finish.</param>
/// <param name="OwnKeys"><c>free</c> or <c>charged</c>: whether budgets are charged for what goes out with a key that the user brought. Default free.</param>
public sealed record SpendConfig(string OnUnavailable = "closed", string OnExhausted = "finish", string OwnKeys = "free");
