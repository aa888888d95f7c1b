using System.Text.Json.Serialization;

namespace Router.Core.Spend.Effects;

/// <summary>Something that changed an account. The effects of an account, applied in their order, make the same account again.</summary>
/// <param name="Sequence">Its number in the account, from 1 without gaps.</param>
/// <param name="At">When.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(Reserved), "reserved")]
[JsonDerivedType(typeof(Extended), "extended")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Carried), "carried")]
public abstract record SpendEffect(long Sequence, DateTimeOffset At);
