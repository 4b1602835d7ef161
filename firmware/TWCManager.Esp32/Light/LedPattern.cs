using TWCManager.Core.Bus;

namespace TWCManager.Esp32.Light;

/// <summary>What a board's one light shows. Knows no board and no pin.</summary>
public static class LedPattern
{
    private const int SlowMs = 1000;
    private const int FastMs = 125;
    private const int RoundMs = 2000;
    private const int FlashMs = 125;

    /// <summary>Sign for a situation; the one somebody must do something about wins.</summary>
    /// <param name="hasLimits">Both wiring limits are set.</param>
    /// <param name="isAnyOnline">At least one wall connector answers.</param>
    /// <param name="isCharging">At least one car draws current.</param>
    public static LedSign SignOf(bool hasLimits, BusState bus, bool isAnyOnline, bool isCharging)
    {
        if (!hasLimits)
        {
            return LedSign.NotSetUp;
        }

        if (bus == BusState.Silent || bus == BusState.OtherMaster)
        {
            return LedSign.BusSilent;
        }

        if (!isAnyOnline)
        {
            return LedSign.NobodyAnswers;
        }

        return isCharging ? LedSign.Charging : LedSign.Ready;
    }

    /// <summary>Whether the light is on at a moment.</summary>
    public static bool IsOn(LedSign sign, long nowMs)
    {
        int inRoundMs = (int)(nowMs % RoundMs);
        switch (sign)
        {
            case LedSign.NotSetUp:
                return inRoundMs < SlowMs;
            case LedSign.BusSilent:
                return inRoundMs < FlashMs || (inRoundMs >= 2 * FlashMs && inRoundMs < 3 * FlashMs);
            case LedSign.NobodyAnswers:
                return inRoundMs < FlashMs;
            case LedSign.Charging:
                return inRoundMs / FastMs % 2 == 0;
            default:
                return true;
        }
    }
}
