namespace TWCManager.Core.Settings;

/// <content>The group "Cars and stopping".</content>
public static partial class Setting
{
    public const int StopMethod = LastOfCharging + 1;

    /// <summary>Value of <see cref="StopMethod"/>: only ask over MQTT for a stop.</summary>
    public const int StopByHook = 0;

    /// <summary>Value of <see cref="StopMethod"/>: ask, then open the contactor.</summary>
    public const int StopByContactor = 1;

    /// <summary>Value of <see cref="StopMethod"/>: ask, then leave the connector without master.</summary>
    public const int StopBySilence = 2;

    public const int WelcomeTime = StopMethod + 1;
    public const int InterruptionsPerPlugIn = WelcomeTime + 1;
    public const int CarKind = InterruptionsPerPlugIn + 1;

    /// <summary>Value of <see cref="CarKind"/>: a Tesla.</summary>
    public const int CarTesla = 0;

    /// <summary>Value of <see cref="CarKind"/>: another make.</summary>
    public const int CarOther = 1;

    public const int TrapCure = CarKind + 1;

    /// <summary>Value of <see cref="TrapCure"/>: leave the car at 6 A.</summary>
    public const int CureOff = 0;

    /// <summary>Value of <see cref="TrapCure"/>: offer it more for some seconds.</summary>
    public const int CureOn = 1;

    internal const int LastOfCars = TrapCure;

    internal static SettingDefinition OfCars(int setting, SettingDefinition row)
    {
        switch (setting)
        {
            case StopMethod:
                return row.ChoicePerTwc("stopMethod", "hook,contactor,silence", "hook",
                    "How a wall connector that cannot be held at 0 A stops its car when there is nothing for it: only by a request over MQTT to stop the car (hook), then also by opening the contactor (contactor), or by leaving the wall connector without master (silence).");
            case WelcomeTime:
                return row.Number("welcomeTime", "s", 0, 3600, "120",
                    "How long a car that was just plugged in is left at the minimum before it is stopped by stopMethod; a minute at least.");
            case InterruptionsPerPlugIn:
                return row.Number("interruptionsPerPlugIn", "", 0, 20, "3",
                    "How often opening the contactor or silence may stop a car between plugging in and out; silence never more than three times, because cars refuse to go on then.");
            case CarKind:
                return row.ChoicePerTwc("carKind", "tesla,other", "tesla",
                    "Make of the cars that charge there: the manager never asks other makes for their number and sends them their current in every heartbeat.");
            case TrapCure:
                return row.ChoicePerTwc("trapCure", "off,on", "off",
                    "Whether a car that stays at 6 A after a raise, as some Teslas of 2017 and 2018 do, is offered 16 or 17 A (21 A with a rating of 80 A) for some seconds where all wiring limits have room for it.");
            default:
                return null;
        }
    }
}
