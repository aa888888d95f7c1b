namespace Router.Core.Admission;

/// <summary>
/// Names one attempt at a gate: its ticket while it waits, its permit once it may go. The caller chooses it at random and takes a new one for every
/// attempt; a command that comes twice under one id is known by it and changes nothing the second time.
/// </summary>
/// <param name="Value">The random value; its bits also scatter the pauses of cooldowns and breakers.</param>
public readonly record struct PermitId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static PermitId New() => new(Guid.NewGuid());

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");
}
