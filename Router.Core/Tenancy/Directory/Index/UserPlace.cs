namespace Router.Core.Tenancy.Directory.Index;

/// <summary>A user and where he stands.</summary>
internal sealed record UserPlace(User User, TeamCell? Team);
