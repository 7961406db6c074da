"""Texts of tick labels: random, of every kind that plotting programs write.

A label is a list of runs ``(text, raised)``; its target is the string of classes that the network is to write.
Spaces are drawn and not written, all dashes are one class, letters that numbers do not need are all ``?``.
"""

import random

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
RAISED = dict(zip("0123456789-", SUPERSCRIPT))
#: What the network tells apart; the blank of CTC comes behind them.
CLASSES = "0123456789.,-+eE%°×kMNSWGmµnCKF:/'^" + SUPERSCRIPT + "?"
DASHES = "-−–"

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January March April June July August October".split()
WORDS = (
    "Time Depth Latitude Longitude Temperature Pressure Wind speed Frequency Energy count Counts log density total low "
    "high Height mean Mean max min none Data Model obs bias RMSE North South East West Sun Mon Tue Wed Thu Fri Sat A B "
    "C D Class class type Type group North-East row col Index index value Value Year year day Day hour Month days "
    "distance Radius radius Angle phase Phase power Power amplitude Re Im real imag chr gene Gene sample Sample probe "
    "velocity flux Flux Intensity intensity Score rank channel Channel station Zone zone lat lon x y z t alpha beta "
    "Paris London Tokyo Zürich Größe température Änderung sensor water snow ice rain forest urban soil bare cloud "
    "and of the in by per with not for Elevation Anomaly anomaly Concentration"
).split()
#: Letters of other scripts: drawn where the font has them, read as letters.
FOREIGN = ["温度", "时间", "高さ", "深度", "年", "月", "Время", "Давление", "Глубина", "θ", "φ", "λ", "Δ", "α", "σ", "Ω", "압력"]
UNITS = (
    "m m m km km mm cm nm µm s s ms µs min h K K mK °C °C °F C hPa Pa kPa MPa GPa GHz MHz kHz Hz eV keV MeV GeV dB dB "
    "V mV A W kW MW m/s m/s km/h kg g mg µg N J kJ mol M mM ppm % % % rad deg T mT G px bar mbar nT DU m² m³ W/m²"
).split()


def _digits(r, n):
    return "".join(r.choice("0123456789") for _ in range(n))


def _whole(r):
    n = r.choices([1, 2, 3, 4, 5, 6], [22, 28, 26, 16, 4, 4])[0]
    first = r.choice("123456789")
    rest = _digits(r, n - 1)
    if n > 1 and r.random() < 0.5:
        keep = r.randint(0, n - 2)
        rest = rest[:keep] + "0" * (n - 1 - keep)
    return "0" if r.random() < 0.05 else first + rest


def _fraction(r):
    n = r.choices([1, 2, 3, 4, 5], [40, 30, 16, 10, 4])[0]
    if r.random() < 0.3:
        return r.choice(["5", "25", "50", "75", "00", "0", "000", "05", "01", "02", "001", "005", "125", "250", "500"])
    return _digits(r, n)


def _decimal(r, mark="."):
    whole = "0" if r.random() < 0.45 else _whole(r)[:4]
    if r.random() < 0.11:
        whole = ""
    if whole and r.random() < 0.03:
        return whole + mark
    return whole + mark + _fraction(r)


def _grouped(r):
    mark = r.choices([",", " ", "\u2009", "'", "."], [45, 20, 15, 12, 8])[0]
    parts = [_whole(r)[:3]] + [r.choice(["000", "500", _digits(r, 3)]) for _ in range(r.choice([1, 1, 1, 2]))]
    text = mark.join(parts)
    if r.random() < 0.1 and mark != ".":
        text += "." + _digits(r, r.choice([1, 2]))
    return text


def _exponent(r):
    return r.choice(["", "-"]) + str(r.choices([r.randint(0, 9), r.randint(10, 30)], [70, 30])[0])


def _dash(r, text):
    """One dash for all dashes of a label, as a program has one."""
    return text.replace("-", r.choices(DASHES, [45, 45, 10])[0])


def _plain(r):
    k = r.random()
    if k < 0.36:
        return _whole(r)
    if k < 0.87:
        return _decimal(r, "," if r.random() < 0.14 else ".")
    return _grouped(r)


def _signed(r, share=0.3, plus=0.04):
    k = r.random()
    return ("-" if k < share else "+" if k < share + plus else "") + _plain(r)


def _power(r):
    k = r.random()
    space = r.choice(["", " ", "\u2009"])
    cross = r.choices(["×", "·", "x", "⋅"], [80, 8, 7, 5])[0]
    exponent = _dash(r, _exponent(r))
    if k < 0.45:
        head = r.choice(["", "", "", "-"]) + "10"
    elif k < 0.6:
        head = cross + space + "10"
    else:
        head = r.choice(["", "", "-"]) + r.choice([_whole(r)[0], _decimal(r)]) + space + cross + space + "10"
    head = _dash(r, head)
    if r.random() < 0.04:
        return [(head + "^" + exponent, False)]
    return [(head, False), (exponent, True)]


def _exp_notation(r):
    mantissa = r.choices([r.choice("123456789"), _decimal(r), r.choice("123456789") + "." + _digits(r, 1)], [45, 20, 35])[0]
    power = r.choices([r.randint(0, 9), r.randint(10, 35)], [75, 25])[0]
    sign = r.choices(["-", "+", ""], [50, 35, 15])[0]
    two = r.random() < 0.55
    text = mantissa + r.choices("eE", [70, 30])[0] + sign + (f"{power:02d}" if two else str(power))
    return r.choices(["", "-", "+"], [75, 20, 5])[0] + text


def _with_unit(r):
    k = r.random()
    if k < 0.24:
        return _signed(r) + r.choice(["", "", " "]) + "%"
    if k < 0.55:
        whole = str(r.randint(0, 180)) + (r.choice([".5", ".25", "." + _digits(r, 1)]) if r.random() < 0.3 else "")
        mark = r.choices(["°", "°", ""], [60, 20, 20])[0]
        side = r.choices(["N", "S", "E", "W", "C", "F", ""], [17, 17, 17, 17, 6, 6, 20])[0]
        if side in ("", "C", "F"):
            mark = "°"
        gap = " " if r.random() < 0.15 else ""
        return (r.choice(["", "-"]) if not side else "") + whole + mark + gap + side
    if k < 0.78:
        return _signed(r) + r.choice(["", " ", " ", "\u2009"]) + r.choice(UNITS)
    return _signed(r) + r.choice(["", "", " "]) + r.choices("kMGKµmn", [30, 25, 10, 15, 7, 8, 5])[0]


def _date(r):
    y, m, d = str(r.randint(1850, 2100)), f"{r.randint(1, 12):02d}", f"{r.randint(1, 31):02d}"
    hour, minute = f"{r.randint(0, 23):02d}", r.choice(["00", "15", "30", "45", f"{r.randint(0, 59):02d}"])
    month = r.choice(MONTHS)
    return r.choice(
        [f"{y}-{m}", f"{y}-{m}-{d}", f"{m}-{d}", f"{hour}:{minute}", f"{hour}:{minute}", f"{hour}:{minute}:{minute}"]
        + [f"{month} {int(d)}", f"{int(d)} {month}", f"{month} {y}", month, f"{d}/{m}", f"{m}/{d}/{y}", f"{d}.{m}.{y}"]
        + [f"{y}/{m}", f"{d}-{month}", f"{m}-{d} {hour}", f"{int(hour)}h"]
    )


def _word(r):
    text = r.choice(FOREIGN) if r.random() < 0.12 else r.choice(WORDS)
    k = r.random()
    if k < 0.15:
        text = text.upper()
    if k > 0.9:
        text = f"({text})"
    if 0.8 < k < 0.9:
        text += r.choice([" ", "_", " = ", "-", ""]) + str(r.randint(1, 20))
    if 0.75 < k < 0.8:
        text = "[" + r.choice(UNITS) + "]"
    return text


def label(r):
    """Runs of one label."""
    kind = r.choices(
        ["plain", "negative", "exp", "power", "unit", "date", "word", "offset"], [33, 13, 10, 17, 14, 4, 7, 2]
    )[0]
    if kind == "power":
        return _power(r)
    if kind == "plain":
        text = _signed(r, 0, 0.04)
    elif kind == "negative":
        text = _signed(r, 1)
    elif kind == "exp":
        text = _exp_notation(r)
    elif kind == "unit":
        text = _with_unit(r)
    elif kind == "date":
        text = _date(r)
    elif kind == "offset":
        text = r.choice(["1e", "1E"]) + r.choice("-+") + _digits(r, r.choice([1, 2]))
        if r.random() < 0.6:
            text += "+" + r.choice([_decimal(r), _whole(r), _exp_notation(r).lstrip("+-")])
    else:
        text = _word(r)
    return [(_dash(r, text), False)]


def target(runs):
    """The classes that a label's runs are to be read as."""
    out = []
    for text, raised in runs:
        for c in text:
            if c in " \u2009":
                continue
            if c in DASHES:
                c = "-"
            elif c in "·⋅":
                c = "×"
            elif c == "x" and out and out[-1] in "0123456789.":
                c = "×"
            elif c == "x" and not out and len(runs) > 1:
                c = "×"
            if raised:
                c = RAISED[c]
            if c not in CLASSES:
                c = "?"
            # A run of letters is one class: how many there are is of no use, and narrow ones could not be told apart.
            if c == "?" and out and out[-1] == "?":
                continue
            out.append(c)
    return "".join(out)
