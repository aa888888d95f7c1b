namespace Router.Core.Admission;

/// <summary>Names a gate: providers limit each credential and each family of models apart.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Credential">Which of its credentials; never the secret itself.</param>
/// <param name="Family">The family of models, see <see cref="ModelFamily"/>.</param>
public readonly record struct GateKey(string Provider, string Credential, string Family)
{
    /// <summary><c>provider/credential/family</c></summary>
    public override string ToString() => $"{Provider}/{Credential}/{Family}";
}
