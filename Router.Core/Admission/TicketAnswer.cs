namespace Router.Core.Admission;

/// <summary>The answer to a ticket that was waiting.</summary>
/// <param name="Id">The ticket; when granted, now the permit.</param>
/// <param name="Answer">Granted or refused.</param>
public readonly record struct TicketAnswer(PermitId Id, GateAnswer Answer);
