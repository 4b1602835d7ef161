namespace TWCManager.Simulation;

/// <summary>Families of Fronius inverters whose replies look different.</summary>
public enum FroniusFamily
{
    /// <summary>Symo or Primo with a Datamanager: whole numbers, blanks in the text.</summary>
    Symo,

    /// <summary>GEN24: fractions of many digits.</summary>
    Gen24,
}
