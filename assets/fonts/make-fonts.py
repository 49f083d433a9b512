# Makes the fonts in this folder from the npm package inter-ui: figures of equal width by default, no unused features.
import sys
from fontTools.ttLib import TTFont
from fontTools import subset
for weight in ("Regular", "Medium", "SemiBold"):
    font = TTFont(f"package/web/Inter-{weight}.woff2")
    gsub = font["GSUB"].table
    swap = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    swap.update(getattr(table, "ExtSubTable", table).mapping)
    for table in font["cmap"].tables:
        for code, name in list(table.cmap.items()):
            if chr(code).isdigit() and name in swap:
                table.cmap[code] = swap[name]
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.flavor = None
    options.hinting = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in font.getBestCmap() if not 0xE000 <= code < 0xF900])
    cutter.subset(font)
    font.flavor = None
    font.save(f"{sys.argv[1]}/Inter-{weight}.ttf")
