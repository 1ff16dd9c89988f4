
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0009_a_rebuild_goes_on_where_it_ended'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='at')),
                ('person_name', models.CharField(max_length=150, verbose_name='person')),
                ('act', models.CharField(choices=[('saw', 'Saw'), ('changed', 'Changed'), ('asked to expunge', 'Asked to expunge'), ('expunged', 'Expunged')], max_length=20, verbose_name='act')),
                ('record_public_id', models.CharField(db_index=True, max_length=12, verbose_name='record')),
                ('detail', models.CharField(blank=True, max_length=500, verbose_name='detail')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'audit line',
                'verbose_name_plural': 'audit',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Expunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('asked_by_name', models.CharField(max_length=150)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_by_name', models.CharField(blank=True, max_length=150)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='expunctions_asked', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expunctions', to='catalog.record')),
            ],
            options={
                'verbose_name': 'expunction',
                'verbose_name_plural': 'expunctions',
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('record',), name='expunction_one_open_a_record')],
            },
        ),
        migrations.CreateModel(
            name='FindingAid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveSmallIntegerField(choices=[(0, 'Public'), (10, 'Reading room'), (20, 'Staff'), (30, 'Staff with leave for closed material')])),
                ('fingerprint', models.CharField(max_length=64)),
                ('entries', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField(verbose_name='made')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finding_aids', to='catalog.record')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'rank'), name='finding_aid_one_a_rank')],
            },
        ),
    ]
