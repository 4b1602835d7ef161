namespace TWCManager.Core.Json;

/// <summary>Decimal numbers as text, read into whole numbers of a chosen step: "1.734" with 3 decimals is 1734.</summary>
/// <remarks>Fixed-point because the two runtimes round and print floating-point numbers differently.</remarks>
public static class NumberText
{
    // Far more digits than any reading has, far fewer than a long holds.
    private const long Ceiling = 100000000000000000L;

    /// <summary>Reads a plain decimal number (sign, digits, point, exponent), blanks around it allowed, rounding half away from zero.</summary>
    /// <param name="data">Text; only read.</param>
    /// <param name="start">Index of its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="decimals">Decimals to keep, 0 to 9.</param>
    /// <param name="value">The number times 10 to the power of <paramref name="decimals"/>.</param>
    /// <returns>False, and 0, for anything else: words, two points, infinity, more than 10^17 steps.</returns>
    public static bool TryParse(byte[] data, int start, int length, int decimals, out long value)
    {
        bool isExact;
        return TryParse(data, start, length, decimals, out value, out isExact);
    }

    /// <summary>The same, and tells whether nothing had to be rounded away.</summary>
    public static bool TryParse(byte[] data, int start, int length, int decimals, out long value, out bool isExact)
    {
        value = 0;
        isExact = false;
        int end = start + length;
        while (start < end && IsBlank(data[start]))
        {
            start++;
        }

        while (end > start && IsBlank(data[end - 1]))
        {
            end--;
        }

        bool isNegative = false;
        if (start < end && (data[start] == '-' || data[start] == '+'))
        {
            isNegative = data[start] == '-';
            start++;
        }

        int exponentAt = start;
        while (exponentAt < end && data[exponentAt] != 'e' && data[exponentAt] != 'E')
        {
            exponentAt++;
        }

        int exponent = 0;
        if (exponentAt < end && !TryReadExponent(data, exponentAt + 1, end, out exponent))
        {
            return false;
        }

        long steps;
        if (!TryReadDigits(data, start, exponentAt, decimals + exponent, out steps, out isExact))
        {
            isExact = false;
            return false;
        }

        value = isNegative ? -steps : steps;
        return true;
    }

    private static bool IsBlank(byte b)
    {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static bool TryReadExponent(byte[] data, int at, int end, out int exponent)
    {
        exponent = 0;
        bool negative = false;
        if (at < end && (data[at] == '-' || data[at] == '+'))
        {
            negative = data[at] == '-';
            at++;
        }

        if (at == end)
        {
            return false;
        }

        for (; at < end; at++)
        {
            if (data[at] < '0' || data[at] > '9')
            {
                return false;
            }

            // A larger exponent decides nothing more: the number is out of range or zero either way.
            if (exponent < 100000)
            {
                exponent = exponent * 10 + (data[at] - '0');
            }
        }

        if (negative)
        {
            exponent = -exponent;
        }

        return true;
    }

    // shift: how many places the point moves to the right to make whole steps. So the first integerDigits + shift digits make the
    // steps, and the one behind them decides the rounding.
    private static bool TryReadDigits(byte[] data, int at, int end, int shift, out long steps, out bool isExact)
    {
        steps = 0;
        isExact = true;
        int pointAt = at;
        while (pointAt < end && data[pointAt] != '.')
        {
            pointAt++;
        }

        int kept = pointAt - at + shift;
        int digits = 0;
        int roundUp = 0;
        for (; at < end; at++)
        {
            int digit = data[at] - '0';
            if (at == pointAt)
            {
                continue;
            }

            if (digit < 0 || digit > 9)
            {
                return false;
            }

            if (digits >= kept)
            {
                roundUp = digits == kept && digit >= 5 ? 1 : roundUp;
                isExact = isExact && digit == 0;
            }
            else if (!TryAppend(ref steps, digit))
            {
                return false;
            }

            digits++;
        }

        for (int place = digits; place < kept && steps != 0; place++)
        {
            if (!TryAppend(ref steps, 0))
            {
                return false;
            }
        }

        steps += roundUp;
        return digits > 0 && steps <= Ceiling;
    }

    private static bool TryAppend(ref long steps, int digit)
    {
        steps = steps * 10 + digit;
        return steps <= Ceiling;
    }
}
