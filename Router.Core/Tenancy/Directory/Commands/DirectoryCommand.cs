using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>
/// Something that shall happen to the directory. Every command changes one entry at most, and may be repeated: what is done already succeeds again
/// and changes nothing. A version that is given must be the entry's present one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(CreateTenant), "createTenant")]
[JsonDerivedType(typeof(ChangeTenant), "changeTenant")]
[JsonDerivedType(typeof(CreateTeam), "createTeam")]
[JsonDerivedType(typeof(ChangeTeam), "changeTeam")]
[JsonDerivedType(typeof(CreateUser), "createUser")]
[JsonDerivedType(typeof(ChangeUser), "changeUser")]
[JsonDerivedType(typeof(CreateKey), "createKey")]
[JsonDerivedType(typeof(ChangeKey), "changeKey")]
[JsonDerivedType(typeof(RotateKey), "rotateKey")]
[JsonDerivedType(typeof(SetStanding), "setStanding")]
public abstract record DirectoryCommand
{
    /// <summary>Who asks for it; null when nobody outside does.</summary>
    public Requester? By { get; init; }
}
