namespace Router.Dashboard.Charts;

/// <summary>A rectangle of a chart.</summary>
/// <param name="Series">Whose, from 0.</param>
/// <param name="Slot">At which place along the axis, from 0.</param>
/// <param name="X">Its left side.</param>
/// <param name="Y">Its upper side.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
public readonly record struct Bar(int Series, int Slot, double X, double Y, double Width, double Height);
