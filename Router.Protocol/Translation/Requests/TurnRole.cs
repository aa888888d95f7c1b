namespace Router.Protocol.Translation.Requests;

/// <summary>Who speaks in a turn.</summary>
internal enum TurnRole
{
    User,
    Assistant,
    System,
}
