"""The words of the page itself, by language.

Each stands under its English form, which is what its scripts say; {} is for a number or a name.
What a picture shows in every format is in `sentences`.
"""

from __future__ import annotations

from collections.abc import Mapping

from sco_graph.drawing.words import translated

_WORDS: Mapping[str, tuple[str, str]] = {
    # The bar above the picture.
    "Picture": ("Изображение", "图示"),
    "Table": ("Таблица", "表格"),
    "Find by name, in any language": (
        "Поиск по имени или названию на любом языке",
        "按名称查找（任何语言均可）",
    ),
    "Found": ("Найдено", "查找结果"),
    "Nothing is named so": ("Ничего не найдено", "未找到匹配的名称"),
    "Language": ("Язык", "语言"),
    "Show as": ("Показать как", "显示方式"),
    "Zoom": ("Масштаб", "缩放"),
    "Farther": ("Уменьшить", "缩小"),
    "Closer": ("Увеличить", "放大"),
    "Whole": ("Целиком", "全图"),
    "Save": ("Сохранить", "保存"),
    "Print": ("Печать", "打印"),
    "Dark": ("Тёмная тема", "深色"),
    "Light": ("Светлая тема", "浅色"),
    # Filters.
    "Filters": ("Фильтры", "筛选"),
    "Filters: on": ("Фильтры: включены", "筛选：已启用"),
    "Show": ("Показывать", "显示"),
    "Role": ("Роль", "角色"),
    "Level": ("Уровень", "级别"),
    "any": ("все", "不限"),
    "From year": ("Начальный год", "起始年份"),
    "To year": ("Конечный год", "截止年份"),
    "Show everything": ("Показать всё", "显示全部"),
    "Nothing is left to show": (
        "Показывать нечего: всё скрыто или отфильтровано",
        "没有可显示的内容：已全部隐藏或筛除",
    ),
    "{} item": ("объектов: {}", "{} 个对象"),
    "{} items": ("объектов: {}", "{} 个对象"),
    "{} link": ("связей: {}", "{} 条连线"),
    "{} links": ("связей: {}", "{} 条连线"),
    "{} cell": ("ячеек: {}", "{} 个单元格"),
    "{} cells": ("ячеек: {}", "{} 个单元格"),
    "{} entry": ("записей: {}", "{} 个条目"),
    "{} entries": ("записей: {}", "{} 个条目"),
    "{} of {}": ("{} из {}", "{}／{}"),
    # Details.
    "Details": ("Подробности", "详情"),
    "Details and sources": ("Подробности и источники", "详情与来源"),
    "Close": ("Закрыть", "关闭"),
    "Back to the whole picture (Esc)": ("Назад ко всему изображению (Esc)", "返回全图（Esc）"),
    "What is said, and where": ("Что сказано и где", "内容与出处"),
    "Nothing more is recorded of this here.": (
        "Других сведений об этом здесь нет.",
        "此处没有更多相关记录。",
    ),
    "Links ({})": ("Связи ({})", "连线（{}）"),
    "In this line": ("В этом ряду", "同一行或列中"),
    "{} times": ("число раз: {}", "{} 次"),
    "Nothing is selected": ("Ничего не выбрано", "未选择任何内容"),
    "Selected: {}": ("Выбрано: {}", "已选择：{}"),
    "(no text)": ("(без текста)", "（无文字）"),
    # Legend, notes, sources.
    "Legend": ("Условные обозначения", "图例"),
    "Shapes": ("Фигуры", "图形"),
    "Bars": ("Полосы", "横条"),
    "Lines": ("Линии", "线条"),
    "Letters": ("Сокращения", "缩写"),
    "How sure": ("Достоверность", "可靠程度"),
    "Notes": ("Примечания", "说明"),
    "Sources": ("Источники", "来源"),
    # Tables.
    "Items": ("Объекты", "对象"),
    "Links": ("Связи", "连线"),
    "Cells": ("Ячейки", "单元格"),
    "Entries": ("Записи", "条目"),
    "Name": ("Название", "名称"),
    "Kind": ("Вид", "类别"),
    "Link": ("Связь", "连线"),
    "From": ("Начало связи", "起点"),
    "To": ("Конец связи", "终点"),
    "Row": ("Строка", "行"),
    "Column": ("Столбец", "列"),
    "Mark": ("Обозначение", "标记"),
    "Text": ("Текст", "文字"),
    "Lane": ("Ряд", "所在行"),
    "When": ("Когда", "时间"),
    "Copy: {}": ("Копировать: {}", "复制：{}"),
    "Copied: {}": ("Скопировано: {}", "已复制：{}"),
    "The table is marked: copy it with Ctrl+C": (
        "Таблица выделена: скопируйте её клавишами Ctrl+C",
        "表格已选中，请按 Ctrl+C 复制",
    ),
    # Edits.
    "Edit": ("Правка", "编辑"),
    "Edits": ("Правки", "编辑内容"),
    "Title": ("Заголовок", "标题"),
    "Note": ("Примечание", "说明"),
    "Highlight": ("Выделить", "突出显示"),
    "Do not highlight": ("Снять выделение", "取消突出显示"),
    "Hide": ("Скрыть", "隐藏"),
    "Show what is hidden": ("Показать скрытое", "显示已隐藏的内容"),
    "Save edits": ("Сохранить правки", "保存编辑"),
    "Drag a box, or move the selected one with the arrow keys.": (
        "Перетащите блок или двигайте выбранный клавишами со стрелками.",
        "可拖动方框，或用方向键移动所选方框。",
    ),
    "Select a thing to rename, note, highlight or hide it.": (
        "Выберите объект, чтобы переименовать, снабдить примечанием, выделить или скрыть его.",
        "选择一项内容后，可重命名、添加说明、突出显示或隐藏。",
    ),
    "The picture is larger than the window: drag it, scroll, or press Whole.": (
        "Изображение больше окна: перетащите его, прокрутите или нажмите «Целиком».",
        "图大于窗口：可拖动、滚动，或点击“全图”。",
    ),
    # Said once, to those who read by ear or have no scripts.
    "Arrow keys go from item to item, Enter reads the details, Shift and arrow keys move the view, "
    "plus and minus change its size. The same content is in the table.": (
        (
            "Клавиши со стрелками переводят от объекта к объекту, Enter открывает подробности, "
            "Shift со стрелками сдвигает изображение, плюс и минус меняют масштаб. То же "
            "содержание есть в таблице."
        ),
        (
            "方向键在对象之间移动，Enter 键查看详情，Shift 加方向键移动视图，加号和减号改变大小。"
            "表格中有相同内容。"
        ),
    ),
    "The picture needs JavaScript, which this file carries with it; the sources stand in the "
    "list.": (
        (
            "Для изображения нужен JavaScript, который содержится в этом файле; источники "
            "приведены в списке."
        ),
        "显示此图需要 JavaScript，本文件已自带；来源见列表。",
    ),
}
PAGE_WORDS = translated(_WORDS)
